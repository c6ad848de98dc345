import { checkCredentials, type WechatCredentials } from './credentials.ts'

/** Each credential of a live server and its variable. */
const variables: Readonly<Record<string, string>> = {
  'mini.appid': 'YIZHAN_WECHAT_MINI_APPID',
  'mini.secret': 'YIZHAN_WECHAT_MINI_SECRET',
  'web.appid': 'YIZHAN_WECHAT_WEB_APPID',
  'web.secret': 'YIZHAN_WECHAT_WEB_SECRET',
  mchid: 'YIZHAN_WECHAT_MCHID',
  merchantSerial: 'YIZHAN_WECHAT_MERCHANT_SERIAL',
  merchantPrivateKeyFile: 'YIZHAN_WECHAT_MERCHANT_PRIVATE_KEY_FILE',
  apiV3Key: 'YIZHAN_WECHAT_API_V3_KEY',
  'platformKeys.0.serial': 'YIZHAN_WECHAT_PLATFORM_SERIAL',
  'platformKeys.0.publicKeyFile': 'YIZHAN_WECHAT_PLATFORM_PUBLIC_KEY_FILE',
  'platformKeys.1.serial': 'YIZHAN_WECHAT_PLATFORM_SERIAL_2',
  'platformKeys.1.publicKeyFile': 'YIZHAN_WECHAT_PLATFORM_PUBLIC_KEY_FILE_2',
  apiBase: 'YIZHAN_WECHAT_API_BASE',
  payBase: 'YIZHAN_WECHAT_PAY_BASE',
  'templates.to_pay': 'YIZHAN_WECHAT_TEMPLATE_TO_PAY',
  'templates.paid': 'YIZHAN_WECHAT_TEMPLATE_PAID',
  'templates.confirmed': 'YIZHAN_WECHAT_TEMPLATE_CONFIRMED',
  'templates.finished': 'YIZHAN_WECHAT_TEMPLATE_FINISHED',
  'templates.cancelled': 'YIZHAN_WECHAT_TEMPLATE_CANCELLED',
}

const defaults: Readonly<Record<string, string>> = {
  apiBase: 'https://api.weixin.qq.com',
  payBase: 'https://api.mch.weixin.qq.com',
}

/**
 * Needed when `YIZHAN_WECHAT=live`. The web pair is for chains with an official account; the second platform key is for
 * the days in which WeChat changes from a certificate to a public key; the bases have WeChat's own addresses by default.
 */
export const credentialVariables: readonly string[] = Object.values(variables)

/** The variables a live server can start without. */
export const optionalCredentialVariables: readonly string[] = [
  'web.appid',
  'web.secret',
  'platformKeys.1.serial',
  'platformKeys.1.publicKeyFile',
  'apiBase',
  'payBase',
].map((path) => variables[path]!)

/**
 * Live credentials, each from its own variable; key files are relative to `folder`. Throws an Error whose message is
 * one sentence that names the variable.
 */
export function credentialsFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
): WechatCredentials {
  return checkCredentials({
    read(path) {
      const variable = variables[path]
      return (variable && environment[variable]) || defaults[path]
    },
    nameOf: (path) => variables[path] ?? path,
    folder,
  })
}
