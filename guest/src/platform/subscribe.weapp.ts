import Taro from '@tarojs/taro'

export async function subscribeSettings(): Promise<{ on: boolean; items: Record<string, string> } | null> {
  try {
    const { subscriptionsSetting } = await Taro.getSetting({ withSubscriptions: true })
    const { mainSwitch, itemSettings } = subscriptionsSetting
    return { on: mainSwitch, items: { ...itemSettings } as Record<string, string> }
  } catch {
    // An old WeChat: it keeps no decisions, so there is none to respect.
    return { on: true, items: {} }
  }
}

export async function askToSubscribe(templateIds: readonly string[]): Promise<string[]> {
  try {
    const answer = (await Taro.requestSubscribeMessage({
      tmplIds: [...templateIds],
      entityIds: [],
    })) as object as Record<string, unknown>
    return templateIds.filter((id) => answer[id] === 'accept')
  } catch {
    // Refused, switched off, or not from a tap: nobody accepted anything.
    return []
  }
}
