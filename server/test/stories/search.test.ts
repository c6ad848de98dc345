import assert from 'node:assert/strict'
import { test } from 'node:test'
import { searchHotels } from '../../../contract/guest/hotels.ts'
import { listRoomTypes } from '../../../contract/guest/offers.ts'
import type { QueryOf, ReplyOf } from '../../../contract/operation.ts'
import { clientAt } from '../../../proof/house/client-at.ts'
import { newWorld } from '../world.ts'

type Asked = QueryOf<typeof searchHotels>
type Plan = ReplyOf<typeof listRoomTypes>['items'][number]['ratePlans'][number]

test('filters of an offer choose another plan of the branch, and branches without one are left out', async () => {
  await using world = await newWorld()
  const stay = { checkIn: world.day(20), checkOut: world.day(21) }
  const find = async (query: Asked) => (await world.anyone.call(searchHotels, { query: { ...stay, ...query } })).items
  const all = await find({})
  for (const [filter, fits] of [
    [{ breakfast: 2 }, (plan: Plan) => plan.breakfast >= 2],
    [{ freeCancellation: true }, (plan: Plan) => plan.cancelPolicy.phases[0]?.keptFen === 0],
  ] as const) {
    const found = await find(filter)
    let different = 0
    for (const { id, totalFen } of all) {
      const { items } = await world.anyone.call(listRoomTypes, { params: { id }, query: stay })
      const plans = items.flatMap(({ ratePlans }) => ratePlans).filter((plan) => !plan.refusal && fits(plan))
      const cheapest = plans.length > 0 ? Math.min(...plans.map((plan) => plan.totalFen)) : undefined
      assert.equal(found.find((card) => card.id === id)?.totalFen, cheapest, `${id} ${JSON.stringify(filter)}`)
      if (cheapest !== totalFen) different += 1
    }
    assert.ok(different > 0, `${JSON.stringify(filter)} leaves every price as it was`)
  }
  assert.deepEqual(await find({ beds: ['吊床'] }), [])
})

test('counts come where they are asked for, in the caller’s language, and are what the choice then finds', async () => {
  await using world = await newWorld()
  const stay = { checkIn: world.day(20), checkOut: world.day(21) }
  assert.equal((await world.anyone.call(searchHotels, { query: stay })).facets, undefined)
  for (const language of ['zh-CN', 'en']) {
    const guest = clientAt(world.app.url, { 'accept-language': language })
    const find = (query: Asked) => guest.call(searchHotels, { query: { ...stay, limit: 100, ...query } })
    const { items, total, facets } = await find({ facets: true })
    assert.equal(total, items.length)
    assert.ok(facets && facets.tags.length > 3 && facets.beds.length > 1)
    for (const { name, hotels } of facets.tags) assert.equal((await find({ tags: [name] })).items.length, hotels, name)
    for (const { name, hotels } of facets.beds) assert.equal((await find({ beds: [name] })).items.length, hotels, name)
    const { counts, fromFen, stepFen } = facets.prices!
    assert.ok(counts.length <= 12)
    for (const [bar, hotels] of counts.entries()) {
      const minFen = fromFen + bar * stepFen
      const bounds = bar === counts.length - 1 ? { minFen } : { minFen, maxFen: minFen + stepFen - 1 }
      assert.equal((await find(bounds)).items.length, hotels, JSON.stringify(bounds))
    }
  }
})
