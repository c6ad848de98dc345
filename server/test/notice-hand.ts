import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { type Keys, openKeys, type PlatformKey } from '../../wechat-sandbox/keys.ts'
import { type SealedResource, seal } from '../../wechat-sandbox/pay/seal.ts'
import { signedHeaders } from '../../wechat-sandbox/pay/signature.ts'
import type { Instant } from '../kernel/stay.ts'
import type { World } from './world.ts'

export type NoticeHeaders = Record<string, string | string[]>

/** What arrives at one of the two addresses of notices. */
export interface Sent {
  headers: NoticeHeaders
  body: Buffer
}

/** A notice before it is sealed and signed. */
export interface Letter {
  id: string
  path: '/api/wechat/pay/notify' | '/api/wechat/refund/notify'
  eventType: string
  originalType: 'transaction' | 'refund'
  content: Record<string, unknown>
}

/** Where a notice is made otherwise than WeChat makes it; what is not named is as WeChat does it. */
export interface Otherwise {
  content?: (content: Record<string, unknown>) => Record<string, unknown>
  apiV3Key?: string
  resource?: (resource: SealedResource) => Record<string, unknown>
  envelope?: (envelope: Record<string, unknown>) => Record<string, unknown>
  signedAt?: Instant
  key?: PlatformKey
}

/** Writes notices with the private keys of a world's WeChat, and brings them to the product's door over a real socket. */
export async function noticeHand(world: World) {
  const keys: Keys = await openKeys(join(world.config.dataDir, 'wechat-sandbox'), world.app.ports.clock.now())
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })

  async function write(letter: Letter, otherwise: Otherwise = {}): Promise<Sent> {
    const { id, eventType, originalType } = letter
    const content = JSON.stringify((otherwise.content ?? ((same) => same))(letter.content))
    const sealed = { ...seal(otherwise.apiV3Key ?? keys.apiV3Key, content, originalType) }
    const resource = { original_type: originalType, ...(otherwise.resource ?? ((same) => ({ ...same })))(sealed) }
    const envelope = {
      id,
      create_time: '2026-11-25T12:00:00+08:00',
      resource_type: 'encrypt-resource',
      event_type: eventType,
      summary: '通知',
      resource,
    }
    const body = Buffer.from(JSON.stringify((otherwise.envelope ?? ((same) => same))(envelope)))
    const signedAt = otherwise.signedAt ?? world.app.ports.clock.now()
    const signed = await signedHeaders(otherwise.key ?? keys.certificate, signedAt, body.toString())
    return { headers: { 'Content-Type': 'application/json', ...signed }, body }
  }

  function bring(path: Letter['path'], { headers, body }: Sent): Promise<number> {
    return new Promise((resolve, reject) => {
      const call = request(`${world.app.url}${path}`, { method: 'POST', headers, agent }, (answer) => {
        answer.resume().once('end', () => resolve(answer.statusCode ?? 0))
      })
      call.once('error', reject).end(body)
    })
  }

  return { keys, write, bring, [Symbol.dispose]: () => agent.destroy() }
}

export type NoticeHand = Awaited<ReturnType<typeof noticeHand>>
