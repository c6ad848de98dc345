import * as contract from '../../../contract/admin/settings.ts'
import { instantText } from '../../../contract/format.ts'
import { type Route, route } from '../../http/route.ts'
import { actorOf, refuseOfSomeBranches } from '../../http/staff-scope.ts'
import type { SettingsModule, SettingsView } from './index.ts'

/** Settings are the chain's: the permission at some branches is not enough. */
export function settingsRoutes({ settings }: { settings: SettingsModule }): Route[] {
  return [
    route(contract.getSettings, async ({ caller }) => {
      refuseOfSomeBranches(caller, 'settings.edit')
      return shown(await settings.view())
    }),
    route(contract.editSettings, async ({ caller, body }) => {
      refuseOfSomeBranches(caller, 'settings.edit')
      const { toDefault = [], ...set } = body
      return shown(await settings.edit({ set, toDefault, actor: actorOf(caller) }))
    }),
  ]
}

function shown(view: SettingsView) {
  return { ...view, changes: view.changes.map((change) => ({ ...change, at: instantText(change.at) })) }
}
