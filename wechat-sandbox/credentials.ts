import type { TemplateName } from './templates.ts'

/** An app at WeChat: the mini-program or the official account's web page. */
export interface AppCredentials {
  appid: string
  secret: string
}

/**
 * The file `wechat-credentials.json` that a server reads, here as with live keys. File paths are relative to it.
 * `payBase` and `apiBase` have no slash at the end.
 */
export interface WechatCredentials {
  mini: AppCredentials
  web: AppCredentials
  mchid: string
  /** Serial of the merchant's certificate, upper-case hex. */
  merchantSerial: string
  /** PEM, PKCS #8. */
  merchantPrivateKeyFile: string
  /** 32 bytes of text. */
  apiV3Key: string
  /** What WeChat signs with: certificate serials in upper-case hex, or `PUB_KEY_ID_…`; each file is PEM, SPKI. */
  platformKeys: { serial: string; publicKeyFile: string }[]
  apiBase: string
  payBase: string
  templates: Record<TemplateName, string>
}

export const credentialsFileName = 'wechat-credentials.json'
