import { addNights, type Night } from '../../kernel/stay.ts'
import type {
  HotelDoc,
  RatePlanNight,
  RoomTypeDoc,
  RoomTypeNight,
  RoomTypeTable,
  SearchQuery,
} from '../../ports/search.ts'
import { type Dice, wordFrom } from './search-words.ts'

/** The day all searches of the suite are made on, at 20:00 in China. */
export const today: Night = '2026-06-01'
export const now = Date.UTC(2026, 5, 1, 12)

/** A hotel with one room type `<id>-t` and one plan `<id>-p`, unless told otherwise. */
export function aHotel(id: string, but: Partial<HotelDoc> = {}): HotelDoc {
  return {
    id,
    version: 1,
    name: { zh: `驿站${id}` },
    address: { zh: '人民南路1号' },
    city: '成都',
    area: '锦江区',
    tags: [],
    lat: 30.65,
    lng: 104.08,
    sort: 0,
    open: true,
    clock: { zone: 'Asia/Shanghai', dayEndsAtMinutes: 360 },
    roomTypes: [aType(`${id}-t`, [`${id}-p`])],
    ...but,
  }
}

/** A type for two with a large bed; its plans bring no breakfast and are never cancelled for nothing. */
export function aType(id: string, planIds: readonly string[], but: Partial<RoomTypeDoc> = {}): RoomTypeDoc {
  const ratePlans = planIds.map((planId) => ({ id: planId, breakfast: 0, freeUntil: null }))
  return { id, guests: 2, onSale: true, bed: { zh: '大床', en: 'King' }, ratePlans, ...but }
}

export const usualNight: RoomTypeNight = { roomsLeft: 5, closed: false, listFen: 50_000 }
export const usualPlanNight: RatePlanNight = { priceFen: 40_000, closed: false, minStay: 1 }

export interface TableParts {
  version?: number
  usual?: Partial<RoomTypeNight>
  nights?: Record<Night, Partial<RoomTypeNight>>
  plan?: Partial<RatePlanNight>
  planNights?: Record<Night, Partial<RatePlanNight>>
}

/** The table of `<hotelId>-t` with the plan `<hotelId>-p`: 400 yuan, five rooms, every night, unless told otherwise. */
export function aTable(hotelId: string, parts: TableParts = {}): RoomTypeTable {
  const { version = 1, nights = {}, planNights = {} } = parts
  const usual = { ...usualNight, ...parts.usual }
  const plan = { ...usualPlanNight, ...parts.plan }
  return {
    roomTypeId: `${hotelId}-t`,
    version,
    usual,
    nights: mapValues(nights, (night) => ({ ...usual, ...night })),
    ratePlans: [
      {
        id: `${hotelId}-p`,
        usualWeek: Array(7).fill(plan),
        nights: mapValues(planNights, (night) => ({ ...plan, ...night })),
      },
    ],
  }
}

function mapValues<From, To>(record: Record<string, From>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}

export interface ChainSize {
  hotels: number
  typesPerHotel: number
  plansPerType: number
  /** Cities of equal size; the first one is called 成都. */
  cities: number
  /** How many different prices there are: few make ties. */
  prices: number
}

const cityNames = ['成都', '重庆', '长沙', '西安', '北京', '深圳', '厦门', '乐山', '朝阳', '绿春']
const areaNames = ['锦江区', '朝阳区', '南山区', '天府新区', '西湖', 'CBD']
const tagNames = ['免费停车', '含早餐', '泳池', '亲子', '宠物友好', 'Wi-Fi 6', '机场接送', '24小时前台']

/** Every other one has an English name. */
const tags = tagNames.map((zh, at) => (at % 2 === 0 ? { zh } : { zh, en: `Tag ${at}` }))
const beds = [{ zh: '大床', en: 'King' }, { zh: '双床', en: 'Twin' }, { zh: '榻榻米' }]
const frees = [
  null,
  'always',
  { daysBefore: 1, hour: 18 },
  { daysBefore: 0, hour: 21 },
  { daysBefore: 7, hour: 0 },
] as const

/** A chain drawn by the dice: hotels and the table of each of their room types. */
export function aChain(dice: Dice, size: ChainSize): { docs: HotelDoc[]; tables: RoomTypeTable[] } {
  const docs = Array.from({ length: size.hotels }, (_, no) => randomHotel(dice, size, no))
  const tables = docs.flatMap((doc) => doc.roomTypes.map((type) => randomTable(dice, size, type)))
  return { docs, tables }
}

export function randomHotel(dice: Dice, size: ChainSize, no: number): HotelDoc {
  const id = `htl_${no.toString(36).padStart(4, '0')}`
  const cityNo = no % size.cities
  const city = cityNames[cityNo] ?? `第${cityNo}城`
  const word = wordFrom(dice)
  return aHotel(id, {
    name: {
      zh: `驿站${city}${word.zh}${dice.pick(['店', '酒店', '·臻选', '7天店'])}`,
      ...dice.maybe({ en: `Yizhan ${word.en} Inn` }),
    },
    address: { zh: `${city}市${wordFrom(dice).zh}路${1 + dice.below(300)}号（近${wordFrom(dice).zh}）` },
    city,
    area: dice.pick(areaNames),
    tags: tags.filter(() => dice.below(3) === 0),
    lat: 22 + (cityNo % 10) * 1.7 + dice.below(10_000) / 20_000,
    lng: 102 + (cityNo % 10) * 1.3 + dice.below(10_000) / 20_000,
    sort: dice.below(4),
    open: dice.below(20) > 0,
    clock: { zone: dice.below(10) > 0 ? 'Asia/Shanghai' : 'America/New_York', dayEndsAtMinutes: 360 },
    roomTypes: Array.from({ length: size.typesPerHotel }, (_, at) => ({
      id: `${id}-t${at}`,
      guests: 1 + dice.below(4),
      onSale: dice.below(12) > 0,
      bed: dice.pick(beds),
      ratePlans: Array.from({ length: size.plansPerType }, (_, plan) => ({
        id: `${id}-t${at}-p${plan}`,
        breakfast: dice.below(3),
        freeUntil: dice.pick(frees),
      })),
    })),
  })
}

/** Usual weeks with dearer weekends, and touched nights on about a third of the types. */
export function randomTable(
  dice: Dice,
  size: ChainSize,
  type: HotelDoc['roomTypes'][number],
  version = 1,
): RoomTypeTable {
  const touched = dice.below(3) === 0 ? dice.below(30) : 0
  const night = () => addNights(today, dice.below(60) - 2)
  return {
    roomTypeId: type.id,
    version,
    usual: randomNight(dice),
    nights: Object.fromEntries(Array.from({ length: touched }, () => [night(), randomNight(dice)])),
    ratePlans: type.ratePlans.map(({ id }) => {
      const price = randomPrice(dice, size)
      const minStay = dice.below(6) > 0 ? 1 : 2 + dice.below(2)
      const day = (weekday: number) => ({ priceFen: price + (weekday >= 5 ? 5_000 : 0), closed: false, minStay })
      return {
        id,
        usualWeek: Array.from({ length: 7 }, (_, weekday) => day(weekday)),
        nights: Object.fromEntries(Array.from({ length: touched }, () => [night(), randomPlanNight(dice, size)])),
      }
    }),
  }
}

export function randomNight(dice: Dice): RoomTypeNight {
  return {
    roomsLeft: dice.below(12) === 0 ? null : dice.below(7),
    closed: dice.below(15) === 0,
    listFen: dice.below(8) === 0 ? null : 30_000 + 100 * dice.below(500),
  }
}

export function randomPlanNight(dice: Dice, size: ChainSize): RatePlanNight {
  return { priceFen: randomPrice(dice, size), closed: dice.below(10) === 0, minStay: 1 + dice.below(3) }
}

function randomPrice(dice: Dice, { prices }: ChainSize): number {
  return 20_000 + 100 * Math.floor((dice.below(prices) * 600) / prices)
}

/** Any query a guest might make of that chain; most find something. */
export function randomQuery(dice: Dice, docs: readonly HotelDoc[]): SearchQuery {
  const hotel = dice.pick(docs)
  const ahead = dice.below(12) === 0 ? 350 + dice.below(16) : dice.below(50) - 2
  const checkIn = addNights(today, ahead)
  const nights = dice.below(10) === 0 ? 8 + dice.below(40) : 1 + dice.below(4)
  const typed = () => wordFrom(dice, hotel).typed
  return {
    at: now,
    limit: 1 + dice.below(20),
    sort: dice.pick(['recommended', 'price', 'distance'] as const),
    ...dice.maybe({ city: hotel.city }),
    ...(dice.below(6) === 0 ? { area: hotel.area } : {}),
    ...dice.maybe({ q: dice.below(5) === 0 ? `${typed()} ${typed()}` : typed() }),
    ...(dice.below(5) === 0 ? { tags: [dice.pick([...tagNames, 'Tag 1'])] } : {}),
    ...dice.maybe({ near: { lat: hotel.lat + dice.below(100) / 1000, lng: hotel.lng - dice.below(100) / 1000 } }),
    ...(dice.below(4) > 0 ? { stay: { checkIn, checkOut: addNights(checkIn, nights) } } : {}),
    ...dice.maybe({ rooms: 1 + dice.below(3), guests: 1 + dice.below(6) }),
    ...(dice.below(8) === 0 ? { freeCancellation: true as const } : {}),
    ...(dice.below(8) === 0 ? { breakfast: 1 + dice.below(2) } : {}),
    ...(dice.below(8) === 0 ? { beds: [dice.pick(beds).zh, ...dice.pick([[], ['Twin']])] } : {}),
    ...(dice.below(6) === 0 ? { minFen: 100 * (200 + dice.below(300)) } : {}),
    ...(dice.below(6) === 0 ? { maxFen: 100 * (300 + dice.below(400)) } : {}),
  }
}
