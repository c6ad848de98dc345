import { Unreachable } from '@contract/client.ts'
import Taro from '@tarojs/taro'

export function canSignIn(): Promise<boolean> {
  return Promise.resolve(true)
}

export async function loginCode(): Promise<{ code: string; via: 'mini' | 'web' }> {
  const { code } = await Taro.login().catch((cause) => {
    throw new Unreachable(cause)
  })
  if (!code) throw new Unreachable()
  return { code, via: 'mini' }
}

export function returnedCode(): null {
  return null
}
