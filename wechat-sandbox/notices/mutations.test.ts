import assert from 'node:assert/strict'
import { createDecipheriv } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type HeardNotice, isSignedByWechat, newWorld, openNotice, type World } from '../test-world.ts'
import { type MutationName, mismatches, mutationNames } from './mutations.ts'

let world: World
let outTradeNo: string
before(async () => {
  world = await newWorld()
  outTradeNo = (await world.paid(await world.client.createUser())).outTradeNo
})
after(() => world[Symbol.asyncDispose]())

async function hear(wish: { mutation?: MutationName; shiftSeconds?: number } = {}): Promise<HeardNotice> {
  world.ear.heard.length = 0
  const answer = await world.client.sendNotice(outTradeNo, wish)
  assert.equal(answer.status, 204)
  return world.ear.heard[0]!
}

/** A receiver that does everything right: why it does not take the notice, or what it says. */
function receive({ headers, body }: HeardNotice): string | Record<string, unknown> {
  const stamp = String(headers['wechatpay-timestamp'] ?? '')
  if (!/^\d{1,10}$/.test(stamp)) return 'timestamp'
  if (Math.abs(world.clock.time / 1_000 - Number(stamp)) > 300) return 'window'
  if (!headers['wechatpay-nonce']) return 'nonce'
  if (!isSignedByWechat(world, (name) => String(headers[name] ?? ''), body)) return 'signature'
  const { resource } = JSON.parse(body.toString())
  const bytes = Buffer.from(resource.ciphertext, 'base64')
  if (Buffer.byteLength(resource.nonce) !== 12) return 'nonce length'
  try {
    const decipher = createDecipheriv('aes-256-gcm', world.credentials.apiV3Key, resource.nonce, { authTagLength: 16 })
    decipher.setAAD(Buffer.from(resource.associated_data)).setAuthTag(bytes.subarray(-16))
    return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString())
  } catch (error) {
    assert.ok(error instanceof Error)
    return 'seal'
  }
}

const sealed: MutationName[] = ['ciphertext-bit-flipped', 'tag-zeroed', 'tag-of-4-bytes', 'associated-data-wrong']

test('there are the thirty kinds and more, each by its own name', async () => {
  assert.deepEqual(await world.client.mutations(), mutationNames)
  assert.ok(mutationNames.length >= 30)
})

test('a right receiver takes the true notice and none of the forged ones', async () => {
  assert.equal((receive(await hear()) as Record<string, unknown>).out_trade_no, outTradeNo)
  for (const mutation of mutationNames.filter((name) => !mismatches.includes(name))) {
    assert.equal(typeof receive(await hear({ mutation })), 'string', mutation)
  }
})

test('the seal’s mutations are validly signed, so that only the seal can catch them', async () => {
  for (const mutation of [...sealed, 'api-key-wrong', 'nonce-of-11', 'nonce-of-13'] as MutationName[]) {
    const { headers, body } = await hear({ mutation })
    assert.equal(
      isSignedByWechat(world, (name) => String(headers[name]), body),
      true,
      mutation,
    )
  }
})

test('the mismatches are WeChat’s own word about something else', async () => {
  const truth = openNotice(world, await hear())
  for (const mutation of mismatches) {
    const told = openNotice(world, await hear({ mutation }))
    const changed = Object.keys(told).filter((key) => JSON.stringify(told[key]) !== JSON.stringify(truth[key]))
    assert.equal(changed.length, 1, mutation)
  }
})

test('a notice 299 seconds off is still good', async () => {
  for (const shiftSeconds of [-299, 299]) {
    assert.equal(typeof receive(await hear({ shiftSeconds })), 'object')
  }
})

test('an unknown mutation, and a trade nothing was told about, are refused', async () => {
  const mutation = 'no-such' as MutationName
  await assert.rejects(world.client.sendNotice(outTradeNo, { mutation }), { code: 'no_such_mutation' })
  await assert.rejects(world.client.sendNotice('UNKNOWN-1'), { code: 'no_such_notice' })
})
