import Taro from '@tarojs/taro'

export const canOpenSettings = true

export async function openSettings(): Promise<void> {
  await Taro.openSetting({ withSubscriptions: true }).catch(() => undefined)
}
