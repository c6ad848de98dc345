import { findCode, useCode } from '../codes.ts'
import type { Context } from '../context.ts'
import { findPerson, userOfOpenid } from '../people.ts'
import type { Call } from '../serve.ts'
import { requireToken } from './access-token.ts'
import { PlatformError, platformBody } from './answer.ts'

/** POST /wxa/business/getuserphonenumber. The code works once, for five minutes, and only for its own person's openid. */
export function phoneNumber(context: Context, call: Call): object {
  const { appid } = context.keys.mini
  requireToken(context, call, appid)
  const body = platformBody(call)
  if (typeof body.code !== 'string' || body.code === '') throw new PlatformError(41008, 'missing code')
  const code = findCode(context, 'phone', appid, body.code)
  if (!code?.usable) throw new PlatformError(40029, 'invalid code')
  if (body.openid !== undefined && userOfOpenid(context, appid, String(body.openid)) !== code.userId) {
    throw new PlatformError(40029, 'invalid code, openid does not match')
  }
  useCode(context, body.code)
  return { errcode: 0, errmsg: 'ok', phone_info: phoneInfo(context, findPerson(context, code.userId)!.phone) }
}

/** The phone as WeChat tells it, with the watermark that says when and for which app. */
export function phoneInfo({ clock, keys }: Context, phone: string): object {
  return {
    phoneNumber: phone,
    purePhoneNumber: phone,
    countryCode: '86',
    watermark: { timestamp: Math.floor(clock.now() / 1_000), appid: keys.mini.appid },
  }
}
