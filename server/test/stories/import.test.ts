import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { listAudit } from '../../../contract/admin/operations.ts'
import { getHotel } from '../../../contract/guest/hotels.ts'
import { newWorld } from '../world.ts'

const examples = new URL('../../modules/imports/examples/', import.meta.url)

test('a chain comes as three files, tried first, by form or as it is, and guests find it', async () => {
  await using world = await newWorld()
  const manager = await world.staff()
  const send = async (query: string, body: string | FormData, type?: string) => {
    const headers = { ...manager.badge, ...(type ? { 'content-type': type } : {}) }
    const url = `${world.config.publicUrl}/api/admin/import?${query}`
    const answer = await fetch(url, { method: 'POST', headers, body })
    return { status: answer.status, json: (await answer.json()) as Record<string, unknown> }
  }
  const text = (kind: string) => readFile(new URL(`${kind}.csv`, examples), 'utf8')
  const tried = await send('kind=hotels&dryRun=true', await text('hotels'), 'text/csv; charset=utf-8')
  assert.deepEqual([tried.status, tried.json.created, tried.json.dryRun], [200, 2, true])
  const form = new FormData()
  form.set('file', new Blob([await text('hotels')], { type: 'text/csv' }), 'hotels.csv')
  assert.equal((await send('kind=hotels', form)).json.created, 2)
  for (const kind of ['room-types', 'rooms']) {
    assert.equal((await send(`kind=${kind}`, await text(kind), 'text/csv')).status, 200)
  }
  const hotel = await world.anyone.call(getHotel, { params: { id: 'hot_hangzhou_hefang' } })
  assert.equal(hotel.name, '驿站·杭州河坊店')
  const { items } = await manager.client.call(listAudit, { query: { limit: 1 } })
  assert.equal(items[0]!.action, 'catalogue.import')

  const wrong = await send('kind=rooms', 'branch,number\nnowhere,1\n', 'text/csv')
  assert.deepEqual([wrong.status, wrong.json.code], [422, 'import_invalid'])
  assert.deepEqual(wrong.json.faults, [{ line: 2, column: 'room_type', fault: 'missing' }])
  const large = await send('kind=rooms', `branch\n${'x'.repeat(2 * 2 ** 20)}`, 'text/csv')
  assert.deepEqual([large.status, large.json.code], [413, 'body_too_large'])
  assert.equal((await send('kind=rooms', '{}', 'application/json')).status, 415)
  assert.equal((await send('kind=planets', 'a', 'text/csv')).status, 400)
})
