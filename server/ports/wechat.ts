import { Unavailable } from '../kernel/refusal.ts'

/** Which of the chain's two WeChat apps a person came through: the mini-program or the official account's web page. */
export type Via = 'mini' | 'web'

/** Who WeChat says somebody is. `sessionKey` exists only for the mini-program; it never leaves the server. */
export interface WechatPerson {
  appid: string
  openid: string
  unionid: string | null
  sessionKey: string | null
}

export interface SubscribeMessage {
  openid: string
  templateId: string
  /** The mini-program page that the message opens. */
  page: string
  /** Template field → text, already within WeChat's limits. */
  fields: Record<string, string>
}

/**
 * `sent`: WeChat took it. `refused`: WeChat said no, for good (43101 no consent, 47003 bad field …).
 * `Unavailable` means that it was not sent, `SendUnknown` that it may have been.
 */
export type SendOutcome = { kind: 'sent'; msgid: string } | { kind: 'refused'; errcode: number; errmsg: string }

/** WeChat may have taken the message and did not tell: nobody sends it again by himself, or it could arrive twice. */
export class SendUnknown extends Unavailable {
  readonly outcomeUnknown = true

  constructor(options: { cause?: unknown } = {}) {
    super('WeChat', options)
    this.name = 'SendUnknown'
  }
}

/** WeChat's platform for mini-programs and official accounts. Every call may throw `Unavailable`. */
export interface Wechat {
  /** Exchanges a login code. Refusals: `login_code_invalid`, `login_blocked`; `Unavailable` when WeChat is busy. */
  login(via: Via, code: string): Promise<WechatPerson>
  /**
   * The phone behind a phone code, only if the code belongs to this person: eleven digits, outside China `+` and the
   * country's code before it. Refusal: `phone_code_invalid`.
   */
  phoneByCode(code: string, openid: string): Promise<string>
  /** Opens the older encrypted phone data: AES-128-CBC under the session key, watermark checked. Refusal: `phone_data_invalid`. */
  phoneByEncryptedData(sessionKey: string, encryptedData: string, iv: string): string
  send(message: SubscribeMessage): Promise<SendOutcome>
}
