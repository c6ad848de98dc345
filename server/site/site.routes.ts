import { roomsAtMost } from '../../contract/bounds.ts'
import { getSite, type Site } from '../../contract/guest/site.ts'
import type { WechatCredentials } from '../adapters/wechat/credentials.ts'
import { Bytes, type Route, route } from '../http/route.ts'
import { etagOf } from '../kernel/etag.ts'
import { nightsAtMost } from '../kernel/stay.ts'
import type { Settings } from '../modules/settings/index.ts'

export interface SiteFacts {
  config: { wechat: { mode: 'sandbox' | 'live' } }
  credentials: Pick<WechatCredentials, 'mini' | 'web' | 'apiBase'>
  settings: { now(): Settings }
}

const liveAuthorizeUrl = 'https://open.weixin.qq.com/connect/oauth2/authorize'
/** The day the booking terms and the privacy page last changed. */
const termsVersion = '2026-11-25'

/** The same for everybody until a setting changes, so it is made once for each set of them. */
export function siteRoutes(facts: SiteFacts): Route[] {
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' }
  const madeFor = (settings: Settings) => {
    const text = JSON.stringify(siteOf(facts, settings))
    const etag = etagOf(text)
    return { settings, bytes: new Bytes(Buffer.from(text), etag, headers) }
  }
  let made = madeFor(facts.settings.now())
  return [
    route(getSite, async () => {
      const settings = facts.settings.now()
      if (settings !== made.settings) made = madeFor(settings)
      return made.bytes
    }),
  ]
}

function siteOf({ config, credentials }: SiteFacts, settings: Settings): Site {
  const { mini, web, apiBase } = credentials
  const { chainName, servicePhone, serviceHours, colours, templates, payWindowSeconds, nightsAhead } = settings
  const sandbox = config.wechat.mode === 'sandbox'
  return {
    chainName,
    servicePhone,
    serviceHours,
    colours,
    booking: { payWindowSeconds, nightsAhead, nightsAtMost, roomsAtMost },
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
