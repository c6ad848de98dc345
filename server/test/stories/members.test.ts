import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getMember, listMembers, revealMemberPhone } from '../../../contract/admin/members.ts'
import { listAudit } from '../../../contract/admin/operations.ts'
import { ApiProblem } from '../../../contract/client.ts'
import { closeAccount, updateMe } from '../../../contract/guest/session.ts'
import { huaili as hotelId, king } from '../../../proof/house/demo.ts'
import { newWorld, type World } from '../world.ts'

const refused = (code: string) => (error: unknown) => error instanceof ApiProblem && error.code === code
const password = 'keys and a kettle'

async function staffOf(world: World, role: string, atHotel: string) {
  const username = `${role}.${atHotel}`
  const roles = [{ role, hotelId: atHotel }]
  await world.app.modules.staff.create({ username, name: '苏晚', password, roles }, { kind: 'system', cause: 'test' })
  return world.staff(username, password)
}

test('a branch’s staff find its guests by number, name and phone, and nobody else’s', async () => {
  await using world = await newWorld()
  const [li, wang] = [await world.guest(), await world.guest()]
  const order = await li.book({ ...king, checkIn: world.day(1), checkOut: world.day(2) })
  await li.client.call(updateMe, { body: { nickname: '舟舟' } })
  await wang.client.call(updateMe, { body: { nickname: '舟大' } })
  const here = await staffOf(world, 'desk', hotelId)
  const there = await staffOf(world, 'desk', 'hot_beijing_huiwa')
  const chain = await world.staff()
  const find = async (who: typeof here, q?: string) =>
    (await who.client.call(listMembers, { query: q === undefined ? {} : { q } })).items.map(({ id }) => id)

  const { guests } = await li.order(order.id)
  const phone = await world.app.modules.members.phoneOf(world.app.ports.db, li.member.id)
  for (const q of [undefined, order.orderNo, guests[0]!.guestName, '舟', li.member.id, ...(phone ? [phone] : [])]) {
    assert.deepEqual(await find(here, q), [li.member.id], `here: ${q}`)
    assert.deepEqual(await find(there, q), [], `there: ${q}`)
  }
  assert.deepEqual((await find(chain, '舟')).sort(), [li.member.id, wang.member.id].sort())
  assert.deepEqual(await find(chain), [wang.member.id, li.member.id])
  assert.deepEqual(await find(chain, 'nobody'), [])
})

test('members come page by page, each once, however they are asked for', async () => {
  await using world = await newWorld()
  const guests = await Promise.all(Array.from({ length: 5 }, () => world.guest()))
  for (const guest of guests) {
    await guest.client.call(updateMe, { body: { nickname: '旅人' } })
    await guest.book({ ...king, checkIn: world.day(1), checkOut: world.day(2) })
  }
  const here = await staffOf(world, 'desk', hotelId)
  const chain = await world.staff()
  for (const [who, q] of [
    [chain, undefined],
    [here, undefined],
    [chain, '旅'],
    [here, '旅'],
  ] as const) {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const query = { limit: 2, ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) }
      const page = await who.client.call(listMembers, { query })
      assert.ok(page.items.length <= 2)
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    assert.deepEqual(seen.toSorted(), guests.map(({ member }) => member.id).toSorted(), `${q}`)
  }
})

test('a member is seen with stays, coupons and the notices they allowed, the phone masked', async () => {
  await using world = await newWorld()
  const li = await world.guest()
  await world.settle()
  const order = await li.book({ ...king, checkIn: world.day(1), checkOut: world.day(2) })
  const here = await staffOf(world, 'desk', hotelId)
  const params = { id: li.member.id }
  const seen = await here.client.call(getMember, { params })
  assert.deepEqual(
    seen.stays.map(({ orderNo, totalFen }) => [orderNo, totalFen]),
    [[order.orderNo, order.totalFen]],
  )
  assert.deepEqual([seen.coupons.length, seen.coupons[0]?.from, seen.coupons[0]?.state], [1, 'welcome', 'locked'])
  assert.deepEqual(seen.signedInBy, ['mini'])
  assert.doesNotMatch(JSON.stringify(seen), /openid|session_key|sealed/)
  const there = await staffOf(world, 'desk', 'hot_beijing_huiwa')
  await assert.rejects(there.client.call(getMember, { params }), refused('not_found'))
})

test('the whole phone is shown for a reason that the audit keeps, ten times a minute at most', async () => {
  await using world = await newWorld()
  const li = await world.guest()
  await li.book({ ...king, checkIn: world.day(1), checkOut: world.day(2) })
  const here = await staffOf(world, 'desk', hotelId)
  const params = { id: li.member.id }
  const reveal = () => here.client.call(revealMemberPhone, { params, body: { reason: '到店时间有变' } })
  const { sealer, db } = { ...world.app.ports, db: world.app.ports.db }
  await db.transaction((tx) =>
    tx.prepared('update member set phone_sealed = null, phone_index = null where id = ?').run(li.member.id),
  )
  await assert.rejects(reveal(), refused('phone_unknown'))
  await db.transaction((tx) =>
    tx.prepared('update member set phone_sealed = ? where id = ?').run(sealer.seal('13812341234'), li.member.id),
  )
  assert.deepEqual(await reveal(), { phone: '13812341234' })
  const owner = await world.staff()
  const { items } = await owner.client.call(listAudit, { query: { subject: `member:${li.member.id}` } })
  assert.deepEqual(
    items.map(({ action, actorName, reason }) => [action, actorName, reason]),
    [['member.reveal_phone', '苏晚', '到店时间有变']],
  )
  assert.doesNotMatch(JSON.stringify(items), /13812341234/)
  for (let times = 0; times < 8; times += 1) await reveal()
  await assert.rejects(reveal(), refused('too_many_requests'))
})

test('who closed their account is not found any more', async () => {
  await using world = await newWorld()
  const li = await world.guest()
  await li.client.call(closeAccount, {})
  const { client } = await world.staff()
  await assert.rejects(client.call(getMember, { params: { id: li.member.id } }), refused('not_found'))
  assert.deepEqual((await client.call(listMembers, { query: {} })).items, [])
})
