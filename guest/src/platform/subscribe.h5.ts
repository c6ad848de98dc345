import { inSandboxPhone, invoke } from './bridge.h5.ts'

export async function subscribeSettings(): Promise<{ on: boolean; items: Record<string, string> } | null> {
  if (!(await inSandboxPhone())) return null
  const answer = await invoke('getSetting', {})
  const said = answer?.subscriptionsSetting as
    | { mainSwitch?: boolean; itemSettings?: Record<string, string> }
    | undefined
  return said ? { on: said.mainSwitch !== false, items: said.itemSettings ?? {} } : null
}

export async function askToSubscribe(templateIds: readonly string[]): Promise<string[]> {
  const answer = await invoke('requestSubscribeMessage', { tmplIds: templateIds })
  return templateIds.filter((id) => answer?.[id] === 'accept')
}
