import { NeedsWeChat } from '../api/failure.ts'
import { keep, readKept } from '../state/kept.ts'
import { readSite } from '../state/site.ts'
import { bridge } from './bridge.h5.ts'

export async function canSignIn(): Promise<boolean> {
  return (await bridge()) !== null
}

export async function loginCode(): Promise<{ code: string; via: 'mini' | 'web' }> {
  if (!(await bridge())) throw new NeedsWeChat()
  const { wechat } = await readSite()
  if (!wechat.webAppId) throw new NeedsWeChat()
  const state = randomState()
  // Kept first: the page is gone a moment later, and only what is on the device comes back with it.
  keep('signing-in-1', { state, route: location.hash })
  const query = new URLSearchParams({
    appid: wechat.webAppId,
    redirect_uri: `${location.origin}/`,
    response_type: 'code',
    scope: 'snsapi_base',
    state,
  })
  location.assign(`${wechat.authorizeUrl}?${query}#wechat_redirect`)
  return new Promise(() => undefined)
}

export function returnedCode(): { code: string; via: 'web' } | 'unusable' | null {
  const query = new URLSearchParams(location.search)
  const code = query.get('code')
  const state = query.get('state')
  if (!state) return null
  const before = readKept('signing-in-1') as { state?: unknown; route?: unknown } | undefined
  keep('signing-in-1', null)
  const route = typeof before?.route === 'string' ? before.route : ''
  history.replaceState(null, '', `/${route}`)
  // A code with a state that is not ours was put into the guest's browser by somebody else.
  return code && before?.state === state ? { code, via: 'web' } : 'unusable'
}

function randomState(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
