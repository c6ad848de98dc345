import { findCode, newCode, useCode } from '../codes.ts'
import type { Context } from '../context.ts'
import { randomLetters } from '../numbers.ts'
import { findPerson } from '../people.ts'
import type { Call } from '../serve.ts'
import { PlatformError } from './answer.ts'
import { requireApp } from './login.ts'

const oauthScopes = ['snsapi_base', 'snsapi_userinfo'] as const

/** What a web page asks WeChat for when it sends a person to be recognised. */
export interface Authorization {
  redirectUri: string
  scope: string
  state: string
}

/** Checks the query of /connect/oauth2/authorize. Returns WeChat's sentence when it will not go on. */
export function checkAuthorization({ keys, settings }: Context, query: URLSearchParams): Authorization | string {
  const redirectUri = query.get('redirect_uri') ?? ''
  const scope = query.get('scope') ?? ''
  if (query.get('appid') !== keys.web.appid) return 'appid 参数错误'
  if (query.get('response_type') !== 'code') return 'response_type 参数错误'
  if (!oauthScopes.includes(scope as (typeof oauthScopes)[number])) return 'Scope 参数错误或没有 Scope 权限'
  if (!isOwnPage(redirectUri, settings.productUrl)) return 'redirect_uri 域名与后台配置不一致，错误码：10003'
  return { redirectUri, scope, state: query.get('state') ?? '' }
}

/** Where the person goes back to: the asked page with a new code and the state. */
export function authorize(context: Context, wish: Authorization, userId: string): string {
  const code = newCode(context, { kind: 'oauth', appid: context.keys.web.appid, userId, scope: wish.scope })
  return pageWith(wish.redirectUri, { code, state: wish.state })
}

/** Where a person goes who does not allow it: the same page, without a code. */
export function turnBack({ redirectUri, state }: Authorization): string {
  return pageWith(redirectUri, { state })
}

function pageWith(address: string, query: Record<string, string>): string {
  const target = new URL(address)
  for (const [name, value] of Object.entries(query)) target.searchParams.set(name, value)
  return target.href
}

/** GET /sns/oauth2/access_token. The unionid is told only to a page that asked for `snsapi_userinfo`. */
export function oauthToken(context: Context, { query }: Call): object {
  const appid = requireApp(query, 'web', context)
  if (query.get('grant_type') !== 'authorization_code') throw new PlatformError(40002, 'invalid grant_type')
  const text = query.get('code')
  if (!text) throw new PlatformError(41008, 'missing code')
  const code = findCode(context, 'oauth', appid, text)
  if (!code?.usable) throw new PlatformError(40029, 'invalid code')
  useCode(context, text)
  const person = findPerson(context, code.userId)!
  return {
    access_token: randomLetters(110),
    expires_in: 7_200,
    refresh_token: randomLetters(110),
    openid: person.openids.web,
    scope: code.scope,
    ...(code.scope === 'snsapi_userinfo' ? { unionid: person.unionid } : {}),
  }
}

/** The product's own address, or any page of this machine. */
function isOwnPage(text: string, productUrl: string | null): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  if (!['http:', 'https:'].includes(url.protocol)) return false
  return url.origin === (productUrl && new URL(productUrl).origin) || isLoopbackName(url.hostname)
}

export function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name)
}
