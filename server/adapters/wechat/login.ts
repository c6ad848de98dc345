import { Refusal } from '../../kernel/refusal.ts'
import type { Via, WechatPerson } from '../../ports/wechat.ts'
import type { AppCredentials, WechatCredentials } from './credentials.ts'
import { type CallPlatform, notNow, oddAnswer, type PlatformAnswer } from './platform-call.ts'

const miniPath = '/sns/jscode2session'
const webPath = '/sns/oauth2/access_token'
/** Not a code, or used before. */
const codeInvalid = new Set([40029, 40163])
const personBlocked = 40226

/** Exchanges a login code for the person. Refusals: `login_code_invalid`, `login_blocked`. */
export async function login(
  { call, credentials }: { call: CallPlatform; credentials: WechatCredentials },
  via: Via,
  code: string,
): Promise<WechatPerson> {
  if (!/^[\w-]{1,512}$/.test(code)) throw new Refusal('login_code_invalid')
  if (via === 'mini') return loginMini(call, credentials.mini, code)
  // No official account: no code of the web page can be a good one.
  if (!credentials.web) throw new Refusal('login_code_invalid')
  return loginWeb(call, credentials.web, code)
}

async function loginMini(call: CallPlatform, app: AppCredentials, code: string): Promise<WechatPerson> {
  const query = { ...app, js_code: code, grant_type: 'authorization_code' }
  const answer = await call({ path: miniPath, query })
  refuse(answer)
  const { session_key: sessionKey } = answer.members
  if (typeof sessionKey !== 'string' || sessionKey === '') throw oddAnswer(miniPath)
  return { ...personOf(answer, app, miniPath), sessionKey }
}

async function loginWeb(call: CallPlatform, app: AppCredentials, code: string): Promise<WechatPerson> {
  const answer = await call({ path: webPath, query: { ...app, code, grant_type: 'authorization_code' } })
  refuse(answer)
  return { ...personOf(answer, app, webPath), sessionKey: null }
}

function refuse(answer: PlatformAnswer): void {
  if (answer.errcode === 0) return
  if (codeInvalid.has(answer.errcode)) throw new Refusal('login_code_invalid')
  if (answer.errcode === personBlocked) throw new Refusal('login_blocked')
  throw notNow(answer)
}

function personOf({ members }: PlatformAnswer, { appid }: AppCredentials, path: string) {
  const { openid, unionid = null } = members
  if (typeof openid !== 'string' || !/^[\w-]{8,128}$/.test(openid)) throw oddAnswer(path)
  if (unionid !== null && typeof unionid !== 'string') throw oddAnswer(path)
  return { appid, openid, unionid: unionid || null }
}
