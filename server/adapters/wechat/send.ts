import { type SendOutcome, SendUnknown, type SubscribeMessage } from '../../ports/wechat.ts'
import { type AccessToken, callWithToken } from './access-token.ts'
import { NoAnswer } from './http.ts'
import { type CallPlatform, notNow } from './platform-call.ts'

const path = '/cgi-bin/message/subscribe/send'
/** "System busy": WeChat does not say whether the message went out. */
const systemBusy = -1
/** Out of quota for the day, the minute, or by the same message at the same moment: not sent, later it may be. */
const laterPerhaps = new Set([45009, 45011, 43108])

/**
 * Sends one subscribe message. Throws `SendUnknown` when WeChat may have sent it without telling, plain `Unavailable`
 * when it surely did not.
 */
export async function send(
  deps: { call: CallPlatform; token: AccessToken },
  { openid, templateId, page, fields }: SubscribeMessage,
): Promise<SendOutcome> {
  const body = {
    touser: openid,
    template_id: templateId,
    page,
    data: Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, { value }])),
    miniprogram_state: 'formal',
    lang: 'zh_CN',
  }
  const answer = await callWithToken(deps, { path, body }).catch((error: unknown) => {
    if (error instanceof NoAnswer && error.reached === 'perhaps') throw new SendUnknown({ cause: error })
    throw error
  })
  const { errcode, errmsg, members } = answer
  if (errcode === 0) return { kind: 'sent', msgid: String(members.msgid ?? '') }
  if (errcode === systemBusy) throw new SendUnknown({ cause: notNow(answer) })
  if (laterPerhaps.has(errcode)) throw notNow(answer)
  return { kind: 'refused', errcode, errmsg }
}
