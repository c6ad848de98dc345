import Taro from '@tarojs/taro'
import type { PaySheet } from './pay'

export async function openPaySheet({ appId: _appId, ...sheet }: PaySheet): Promise<'paid' | 'closed' | 'failed'> {
  try {
    await Taro.requestPayment(sheet)
    return 'paid'
  } catch (error) {
    return /cancel/.test(String((error as { errMsg?: unknown }).errMsg)) ? 'closed' : 'failed'
  }
}
