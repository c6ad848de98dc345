import type { SettingName, Settings } from '../../../contract/admin/settings.ts'
import type { Db, Handle } from '../../database/handle.ts'
import type { Instant } from '../../kernel/stay.ts'
import type { Audit } from '../audit/index.ts'
import { contrastOf } from './contrast.ts'
import { editSettings, type SettingsWish, settingsIn } from './edit-settings.ts'
import { type SettingRow, settingRows } from './store.ts'

export type { Settings } from '../../../contract/admin/settings.ts'
export { defaultSettings } from './defaults.ts'
export type { SettingsWish } from './edit-settings.ts'

/** The settings with what stands behind them. */
export interface SettingsView {
  settings: Settings
  defaults: Settings
  changes: { name: SettingName; isDefault: boolean; at: Instant; by: string }[]
  contrast: { pine: number; seal: number }
}

export type SettingsModule = ReturnType<typeof createSettings>

/** How often a process looks at the rows: what it knows is never older than twice that. */
export const settingsPollMs = 1_000

/** What the chain has set, in memory: every process looks at the rows each second. */
export function createSettings({ db, audit, defaults }: { db: Db; audit: Audit; defaults: Settings }) {
  let known = { revision: 0, settings: defaults }

  /** Rows only gain versions, so that a look that began earlier never overtakes a later one. */
  function take(rows: readonly SettingRow[]): void {
    const revision = rows.reduce((sum, row) => sum + row.version, 0)
    if (revision > known.revision) known = { revision, settings: settingsIn(rows, defaults) }
  }

  return {
    /** As this process knows them: the same object until something changes. Nothing true may rest on them alone. */
    now: (): Settings => known.settings,

    async poll(): Promise<'idle'> {
      take(await settingRows(db))
      return 'idle'
    },

    view: (): Promise<SettingsView> => viewOf(db),

    /** Refusals: `settings_invalid`, `changed_meanwhile`. */
    async edit(wish: SettingsWish): Promise<SettingsView> {
      await db.transaction((tx) => editSettings(tx, { audit, defaults }, wish))
      take(await settingRows(db))
      return viewOf(db)
    },
  }

  async function viewOf(handle: Handle): Promise<SettingsView> {
    const rows = await settingRows(handle)
    const settings = settingsIn(rows, defaults)
    const { pine, seal } = settings.colours
    return {
      settings,
      defaults,
      changes: rows.map((row) => ({
        name: row.name as SettingName,
        isDefault: row.value_json === null,
        at: row.changed_at,
        by: row.changed_by_name,
      })),
      contrast: { pine: contrastOf(pine), seal: contrastOf(seal) },
    }
  }
}
