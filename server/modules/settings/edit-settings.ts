import { type SettingName, type Settings, settingNames } from '../../../contract/admin/settings.ts'
import type { Tx } from '../../database/handle.ts'
import { type Actor, actorText } from '../../kernel/actor.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Audit } from '../audit/index.ts'
import { contrastAtLeast, contrastOf } from './contrast.ts'
import { type SettingRow, settingRows, writeSetting } from './store.ts'

export interface SettingsWish {
  set: { [Name in SettingName]?: Settings[Name] | undefined }
  /** Back to what they are when nobody sets them. */
  toDefault: readonly SettingName[]
  actor: Actor
}

/**
 * Changes settings with one audit row of what changed, before and after; what is as wished already is left alone.
 * Refusals: `settings_invalid` with the figures, `changed_meanwhile`.
 */
export async function editSettings(
  tx: Tx,
  { audit, defaults }: { audit: Audit; defaults: Settings },
  { set, toDefault, actor }: SettingsWish,
): Promise<void> {
  refuseUnfit({ set, toDefault })
  const rows = new Map((await settingRows(tx)).map((row) => [row.name, row]))
  const before: Partial<Record<SettingName, unknown>> = {}
  const after: Partial<Record<SettingName, unknown>> = {}
  for (const name of settingNames) {
    const isReset = toDefault.includes(name)
    if (set[name] === undefined && !isReset) continue
    const row = rows.get(name)
    const value_json = isReset ? null : JSON.stringify(set[name])
    if ((row?.value_json ?? null) === value_json) continue
    before[name] = valueIn(row, defaults[name])
    after[name] = isReset ? defaults[name] : set[name]
    const changed_by_name = actor.kind === 'staff' ? actor.name : actor.kind
    const by = { changed_by: actorText(actor), changed_by_name }
    const written = await writeSetting(tx, { before: row, row: { name, value_json, ...by } })
    if (!written) throw new Refusal('changed_meanwhile')
  }
  if (Object.keys(after).length === 0) return
  await audit.record(tx, { actor, action: 'settings.edit', subject: 'settings:chain', before, after })
}

/** The settings as those rows say. */
export function settingsIn(rows: readonly SettingRow[], defaults: Settings): Settings {
  const byName = new Map(rows.map((row) => [row.name, row]))
  return Object.fromEntries(
    settingNames.map((name) => [name, valueIn(byName.get(name), defaults[name])]),
  ) as unknown as Settings
}

function valueIn(row: SettingRow | undefined, otherwise: unknown): unknown {
  return row?.value_json == null ? otherwise : JSON.parse(row.value_json)
}

function refuseUnfit({ set, toDefault }: Pick<SettingsWish, 'set' | 'toDefault'>): void {
  const fields: Record<string, string> = {}
  const contrast: Record<string, number> = {}
  for (const name of toDefault) if (set[name] !== undefined) fields[name] = 'set_and_to_default'
  for (const name of ['pine', 'seal'] as const) {
    const found = set.colours && contrastOf(set.colours[name])
    if (found === undefined || found >= contrastAtLeast) continue
    fields[`colours.${name}`] = 'contrast'
    contrast[name] = found
  }
  if (set.serviceHours && set.serviceHours.from === set.serviceHours.until) fields.serviceHours = 'no_time'
  if (Object.keys(fields).length === 0) return
  const facts = Object.keys(contrast).length > 0 ? { contrast, contrastAtLeast } : {}
  throw new Refusal('settings_invalid', { fields, facts })
}
