import { createHash } from 'node:crypto'
import { roomsAtMost } from '../../contract/bounds.ts'
import { getSite, type Site } from '../../contract/guest/site.ts'
import type { WechatCredentials } from '../adapters/wechat/credentials.ts'
import { Bytes, type Route, route } from '../http/route.ts'
import { horizonNights, nightsAtMost } from '../kernel/stay.ts'
import { chain } from './chain.ts'

export interface SiteFacts {
  config: { wechat: { mode: 'sandbox' | 'live' }; payWindowMs: number }
  credentials: Pick<WechatCredentials, 'mini' | 'web' | 'apiBase' | 'templates'>
}

const liveAuthorizeUrl = 'https://open.weixin.qq.com/connect/oauth2/authorize'
/** The day the booking terms and the privacy page last changed. */
const termsVersion = '2026-11-25'

/** The same for everybody as long as the process lives, so it is made once. */
export function siteRoutes(facts: SiteFacts): Route[] {
  const text = JSON.stringify(siteOf(facts))
  const etag = `"${createHash('sha1').update(text).digest('base64url')}"`
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' }
  return [route(getSite, async () => new Bytes(Buffer.from(text), etag, headers))]
}

function siteOf({ config, credentials }: SiteFacts): Site {
  const { mini, web, apiBase, templates } = credentials
  const sandbox = config.wechat.mode === 'sandbox'
  return {
    ...chain,
    booking: { payWindowSeconds: config.payWindowMs / 1000, nightsAhead: horizonNights, nightsAtMost, roomsAtMost },
    wechat: {
      webAppId: web?.appid ?? null,
      // Live, a browser asks WeChat at its own address, whatever proxy the server’s calls take.
      authorizeUrl: sandbox ? `${apiBase}/connect/oauth2/authorize` : liveAuthorizeUrl,
      miniAppId: mini.appid,
    },
    templates,
    sandbox,
    termsVersion,
  }
}
