import type { Clock } from '../../ports/clock.ts'
import type { Wechat } from '../../ports/wechat.ts'
import { createAccessToken } from './access-token.ts'
import type { WechatCredentials } from './credentials.ts'
import { createCall } from './http.ts'
import { login } from './login.ts'
import { openPhone, phoneByCode } from './phone.ts'
import { createPlatformCall } from './platform-call.ts'
import { send } from './send.ts'

/** The port to WeChat's platform, over HTTP. */
export function createWechat({
  credentials,
  clock,
  timeoutMs = 5_000,
}: {
  credentials: WechatCredentials
  clock: Clock
  timeoutMs?: number
}): Wechat {
  const { mini, apiBase } = credentials
  const call = createPlatformCall(createCall({ what: 'WeChat', origin: apiBase, timeoutMs }))
  const token = createAccessToken({ call, app: mini, clock })
  return {
    login: (via, code) => login({ call, credentials }, via, code),
    phoneByCode: (code, openid) => phoneByCode({ call, token, appid: mini.appid }, code, openid),
    phoneByEncryptedData: (sessionKey, encryptedData, iv) =>
      openPhone({ sessionKey, encryptedData, iv }, mini.appid, clock.now()),
    send: (message) => send({ call, token }, message),
  }
}
