import Taro from '@tarojs/taro'
import type { HeldBack } from './privacy'

export function onHeldBack(ask: (held: HeldBack) => void): void {
  // WeChat before 2.32.3 holds nothing back.
  if (typeof Taro.onNeedPrivacyAuthorization !== 'function') return
  Taro.onNeedPrivacyAuthorization((resolve) => {
    resolve({ event: 'exposureAuthorization' })
    ask({
      agree: (buttonId) => resolve({ event: 'agree', buttonId }),
      refuse: () => resolve({ event: 'disagree' }),
    })
  })
}

export function openPrivacyGuide(): void {
  Taro.openPrivacyContract({})
}
