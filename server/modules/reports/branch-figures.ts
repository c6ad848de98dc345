import { setImmediate } from 'node:timers/promises'
import type { Handle } from '../../database/handle.ts'
import { addNights, type Night, nightsAtMost, nightsBetween } from '../../kernel/stay.ts'
import type { Hotel, Hotels, RoomType } from '../hotels/index.ts'
import type { Orders, UnusualNight } from '../orders/index.ts'
import type { Rooms } from '../rooms/index.ts'
import { type Figures, noFigures } from './figures.ts'
import { type NightSpan, nightsIn, stretches } from './span.ts'

export interface FiguresDeps {
  hotels: Pick<Hotels, 'roomTypesOf'>
  rooms: Pick<Rooms, 'countsOf' | 'blockedNights'>
  orders: Pick<Orders, 'figures'>
}

/** A branch with the figures of each of its types, night after night. */
export interface BranchFigures {
  hotel: Hotel
  types: { type: RoomType; rooms: number; nights: Figures[] }[]
}

const hotelsAtOnce = 50
/** What one statement looks at, at most: so many nights of one type, and the arrivals of so many days at one branch. */
const nightsAtOnce = 92
const arrivalsAtOnce = 31

/**
 * The figures of branches, one after the other as they are asked for. Between two statements others get their turn, so
 * a long report is not one moment of the database: what is booked meanwhile is in it or not.
 */
export async function* branchFigures(
  handle: Handle,
  deps: FiguresDeps,
  { hotels, span }: { hotels: readonly Hotel[]; span: NightSpan },
): AsyncGenerator<BranchFigures> {
  const blocked = Map.groupBy(await deps.rooms.blockedNights(handle, span), ({ hotelId }) => hotelId)
  for (let at = 0; at < hotels.length; at += hotelsAtOnce) {
    const some = hotels.slice(at, at + hotelsAtOnce)
    const ids = some.map(({ id }) => id)
    const found = await deps.hotels.roomTypesOf(handle, ids, 'all')
    const types = Map.groupBy(found, ({ hotelId }) => hotelId)
    const counts = await deps.rooms.countsOf(
      handle,
      'room_type_id',
      found.map(({ id }) => id),
    )
    for (const hotel of some) {
      const own = (types.get(hotel.id) ?? []).map((type) => {
        const rooms = counts.get(type.id) ?? (type.archivedAt === null ? (type.dailyStock ?? 0) : 0)
        return { type, rooms, nights: nightsIn(span).map(noFigures) }
      })
      const branch = { hotel, types: own }
      await count(handle, deps.orders, { branch, span })
      makeAvailable(branch, { span, blocked: blocked.get(hotel.id) ?? [] })
      yield branch
    }
  }
}

type Cells = (roomTypeId: string, night: Night) => Figures

function cellsOf({ types }: BranchFigures, span: NightSpan): Cells {
  const byType = new Map(types.map(({ type, nights }) => [type.id, nights]))
  return (roomTypeId, night) => {
    const cell = byType.get(roomTypeId)?.[nightsBetween(span.from, night)]
    if (!cell) throw new Error(`${roomTypeId} on ${night} is of no branch of this report`)
    return cell
  }
}

async function count(
  handle: Handle,
  { figures }: Pick<Orders, 'figures'>,
  { branch, span }: { branch: BranchFigures; span: NightSpan },
): Promise<void> {
  const cell = cellsOf(branch, span)
  for (const { type } of branch.types) {
    for (const stretch of stretches(span, nightsAtOnce)) {
      for (const sold of await figures.soldNights(handle, { roomTypeId: type.id, ...stretch })) {
        const night = cell(type.id, sold.night)
        night.roomsSold += sold.rooms - sold.freeRooms
        night.roomsComp += sold.freeRooms
        night.stayFen += sold.askedFen
      }
      await setImmediate()
    }
  }
  const hotelId = branch.hotel.id
  for (const arrivals of stretches(arrivalsInto(span), arrivalsAtOnce)) {
    for (const unusual of await figures.unusualNights(handle, { hotelId, arrivals, nights: span })) {
      correct(cell(unusual.roomTypeId, unusual.night), unusual)
    }
    await setImmediate()
  }
}

/** Whoever arrives on these days can have a night in the span: a stay is never longer, extensions included. */
export function arrivalsInto({ from, to }: NightSpan): NightSpan {
  return { from: addNights(from, 1 - nightsAtMost), to }
}

function correct(night: Figures, unusual: UnusualNight): void {
  switch (unusual.status) {
    case 'no_show':
      night.roomsSold -= unusual.rooms - unusual.freeRooms
      night.roomsComp -= unusual.freeRooms
      night.roomsNoShow += unusual.rooms
      night.stayFen -= unusual.askedFen
      night.noShowFen += unusual.keptFen
      break
    case 'cancelled':
    case 'refunding':
    case 'refunded':
      night.cancellationFen += unusual.keptFen
      break
    default:
      night.dueFen += unusual.dueFen
  }
}

/** A branch that is not open now has its rooms to sell only on nights on which it evidently was. */
function makeAvailable(
  { hotel, types }: BranchFigures,
  { span, blocked }: { span: NightSpan; blocked: readonly { roomTypeId: string; night: Night; rooms: number }[] },
): void {
  const outOfOrder = new Map(blocked.map(({ roomTypeId, night, rooms }) => [`${roomTypeId} ${night}`, rooms]))
  for (const [index, night] of nightsIn(span).entries()) {
    const used = ({ nights }: BranchFigures['types'][number]) =>
      nights[index]!.roomsSold + nights[index]!.roomsComp + nights[index]!.roomsNoShow > 0
    if (hotel.state !== 'open' && !types.some(used)) continue
    for (const { type, rooms, nights } of types) {
      nights[index]!.roomsAvailable = rooms
      nights[index]!.roomsOutOfOrder = outOfOrder.get(`${type.id} ${night}`) ?? 0
    }
  }
}
