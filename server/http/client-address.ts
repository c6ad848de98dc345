import type { IncomingMessage } from 'node:http'

const hopsAtMost = 20

/**
 * Where a request comes from. Forwarded addresses count only from proxies that are listed: the first address from the
 * right that is not one of them. Anything else in the header is what the client likes to claim.
 */
export function clientAddressOf(request: IncomingMessage, trustedProxies: ReadonlySet<string>): string {
  const peer = plain(request.socket.remoteAddress ?? '')
  if (!trustedProxies.has(peer)) return peer
  const header = request.headers['x-forwarded-for']
  const claimed = Array.isArray(header) ? header.join(',') : (header ?? '')
  // From its end, without a list of all: nearly always there is one.
  let end = claimed.length
  for (let hop = 0; hop < hopsAtMost && end > 0; hop += 1) {
    const start = claimed.lastIndexOf(',', end - 1) + 1
    const address = plain(claimed.slice(start, end).trim())
    if (address !== '' && !trustedProxies.has(address)) return address
    end = start - 1
  }
  return peer
}

function plain(address: string): string {
  return address.startsWith('::ffff:') ? address.slice(7) : address
}
