import type { IncomingMessage } from 'node:http'

/**
 * Where a request comes from. Forwarded addresses count only from proxies that are listed: the first address from the
 * right that is not one of them. Anything else in the header is what the client likes to claim.
 */
export function clientAddressOf(request: IncomingMessage, trustedProxies: ReadonlySet<string>): string {
  const peer = plain(request.socket.remoteAddress ?? '')
  if (!trustedProxies.has(peer)) return peer
  const header = request.headers['x-forwarded-for']
  const hops = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').slice(-20)
  for (const hop of hops.reverse()) {
    const address = plain(hop.trim())
    if (address !== '' && !trustedProxies.has(address)) return address
  }
  return peer
}

function plain(address: string): string {
  return address.startsWith('::ffff:') ? address.slice(7) : address
}
