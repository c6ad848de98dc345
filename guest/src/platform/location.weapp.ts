import type { Place } from '@contract/place.ts'
import Taro from '@tarojs/taro'

export async function whereAmI(): Promise<Place | 'refused' | 'unknown'> {
  try {
    const { latitude, longitude } = await Taro.getFuzzyLocation({ type: 'gcj02' })
    return { lat: latitude, lng: longitude }
  } catch (error) {
    return /auth|deny|privacy/i.test(String((error as { errMsg?: unknown }).errMsg)) ? 'refused' : 'unknown'
  }
}

export function openMap({ lat, lng, name, address }: Place & { name: string; address: string }): void {
  void Taro.openLocation({ latitude: lat, longitude: lng, name, address, scale: 16 })
}
