import type { Hotel, RatePlan, RoomType } from '../modules/hotels/index.ts'
import type { SeedDeps } from './demo.ts'
import { seedDemo } from './demo.ts'
import { demoHotels, demoPolicies } from './demo-data.ts'

const hotelsAtOnce = 100

/** Cities with their centre, and how many in a thousand branches each has. */
const cities = [
  ['四川省', '成都市', 30.66, 104.06, 100],
  ['广东省', '深圳市', 22.54, 114.05, 100],
  ['北京市', '北京市', 39.91, 116.4, 100],
  ['上海市', '上海市', 31.23, 121.47, 100],
  ['广东省', '广州市', 23.13, 113.26, 90],
  ['浙江省', '杭州市', 30.27, 120.15, 90],
  ['陕西省', '西安市', 34.34, 108.94, 80],
  ['江苏省', '南京市', 32.06, 118.8, 80],
  ['湖北省', '武汉市', 30.59, 114.3, 80],
  ['重庆市', '重庆市', 29.56, 106.55, 60],
  ['云南省', '昆明市', 25.04, 102.71, 60],
  ['湖南省', '长沙市', 28.23, 112.94, 60],
] as const
const districts = ['东城区', '西城区', '南山区', '江北区', '高新区', '老城区'] as const
const places = [
  '槐里',
  '望江',
  '青石',
  '灰瓦',
  '海岬',
  '竹影',
  '松风',
  '听雨',
  '荷塘',
  '古桥',
  '梧桐',
  '雁归',
  '临溪',
  '云栖',
  '麦田',
  '枫林',
] as const
const roads = ['长乐路', '解放路', '人民路', '滨江路', '文昌街', '学府路', '桂花巷', '石板街'] as const

/**
 * A chain of that many branches, four types each with two plans: the demonstration's five first, the rest invented,
 * the same every time.
 */
export async function seedChain(
  deps: SeedDeps,
  wish: { hotels: number; onProgress?: (done: number) => void },
): Promise<void> {
  await seedDemo(deps)
  const [model] = await deps.hotels.hotelsByIds(deps.db, [demoHotels[0]!.id])
  const models = await deps.hotels.roomTypesOf(deps.db, [model!.id])
  const random = seeded(20261125)
  for (let from = demoHotels.length; from < wish.hotels; from += hotelsAtOnce) {
    const to = Math.min(wish.hotels, from + hotelsAtOnce)
    const made = Array.from({ length: to - from }, (_, offset) =>
      invent(from + offset, random, { model: model!, models }),
    )
    await deps.db.transaction((tx) =>
      deps.hotels.insertChain(tx, {
        hotels: made.map(({ hotel }) => hotel),
        roomTypes: made.flatMap(({ roomTypes }) => roomTypes),
        ratePlans: made.flatMap(({ ratePlans }) => ratePlans),
      }),
    )
    wish.onProgress?.(to)
  }
}

interface Invented {
  hotel: Hotel
  roomTypes: RoomType[]
  ratePlans: RatePlan[]
}

function invent(
  number: number,
  random: () => number,
  { model, models }: { model: Hotel; models: RoomType[] },
): Invented {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const [province, city, lat, lng] = cityFor(random())
  const place = `${pick(places)}${pick(['', '里', '口', '东', '西'])}`
  const id = `hot_chain_${number}`
  const hotel: Hotel = {
    ...model,
    id,
    sort: number,
    name: { zh: `驿站·${city.slice(0, 2)}${place}店`, en: `Yizhan ${number}` },
    province,
    city,
    district: pick(districts),
    address: { zh: `${pick(roads)} ${1 + Math.floor(random() * 300)} 号` },
    lat: lat + (random() - 0.5) * 0.5,
    lng: lng + (random() - 0.5) * 0.5,
    version: 1,
  }
  const roomTypes = Array.from({ length: 4 }, (_, index): RoomType => {
    const like = models[index % models.length]!
    const stock = 4 + Math.floor(random() * 12)
    return { ...like, id: `rmt_chain_${number}_${index}`, hotelId: id, dailyStock: stock, sort: index, version: 1 }
  })
  const ratePlans = roomTypes.flatMap((type, index) => plansFor(type.id, 160 + index * 90 + Math.floor(random() * 500)))
  return { hotel, roomTypes, ratePlans }
}

function plansFor(roomTypeId: string, yuan: number): RatePlan[] {
  const plan = {
    roomTypeId,
    minStay: 1,
    onSale: true,
    archivedAt: null,
    baseFen: [0, 0, 0, 0, 0, 40, 40].map((more) => (yuan + more) * 100),
    breakfast: 0,
  }
  const flexible = `${roomTypeId.replace('rmt_', 'rpl_')}_f`
  return [
    {
      ...plan,
      id: flexible,
      name: { zh: '灵活价', en: 'Flexible' },
      parentId: null,
      derive: null,
      policyId: demoPolicies[0]!.id,
      sort: 0,
    },
    {
      ...plan,
      id: `${roomTypeId.replace('rmt_', 'rpl_')}_a`,
      name: { zh: '提前付', en: 'Advance' },
      parentId: flexible,
      derive: { percent: -10 },
      policyId: demoPolicies[1]!.id,
      sort: 1,
    },
  ]
}

function cityFor(share: number): readonly [string, string, number, number] {
  let left = share * 1000
  for (const [province, city, lat, lng, weight] of cities) {
    left -= weight
    if (left < 0) return [province, city, lat, lng]
  }
  const [province, city, lat, lng] = cities[0]
  return [province, city, lat, lng]
}

/** Mulberry32: small, fast and the same everywhere. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
