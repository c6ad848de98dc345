import { averageFen, type Fen } from '../../kernel/money.ts'

/** What is counted of a type's night, and added up to branches, weekdays and spans. The README says what each is. */
export interface Figures {
  roomsAvailable: number
  roomsOutOfOrder: number
  roomsSold: number
  roomsComp: number
  roomsNoShow: number
  /** Asked for the nights that guests have, paid or not. */
  stayFen: Fen
  /** Kept of guests who did not come. */
  noShowFen: Fen
  /** Kept of cancelled orders. */
  cancellationFen: Fen
  /** Of `stayFen`: not paid yet. */
  dueFen: Fen
}

export function noFigures(): Figures {
  return {
    roomsAvailable: 0,
    roomsOutOfOrder: 0,
    roomsSold: 0,
    roomsComp: 0,
    roomsNoShow: 0,
    stayFen: 0,
    noShowFen: 0,
    cancellationFen: 0,
    dueFen: 0,
  }
}

export function addTo(sum: Figures, more: Figures): void {
  sum.roomsAvailable += more.roomsAvailable
  sum.roomsOutOfOrder += more.roomsOutOfOrder
  sum.roomsSold += more.roomsSold
  sum.roomsComp += more.roomsComp
  sum.roomsNoShow += more.roomsNoShow
  sum.stayFen += more.stayFen
  sum.noShowFen += more.noShowFen
  sum.cancellationFen += more.cancellationFen
  sum.dueFen += more.dueFen
}

/** Occupancy, ADR and RevPAR, with what they are made of. */
export function roomsOf(sum: Figures) {
  const { roomsAvailable, roomsOutOfOrder, roomsSold, roomsComp, roomsNoShow } = sum
  const roomRevenueFen = sum.stayFen + sum.noShowFen
  return {
    roomsAvailable,
    roomsOutOfOrder,
    roomsSold,
    roomsComp,
    roomsNoShow,
    occupancy: rateOf(roomsSold, roomsAvailable),
    roomRevenueFen,
    adrFen: roomsSold === 0 ? null : averageFen(roomRevenueFen, roomsSold),
    revParFen: roomsAvailable === 0 ? null : averageFen(roomRevenueFen, roomsAvailable),
  }
}

export function moneyOf({ stayFen, noShowFen, cancellationFen, dueFen }: Figures) {
  const roomRevenueFen = stayFen + noShowFen
  const keptFen = roomRevenueFen + cancellationFen - dueFen
  return { roomRevenueFen, noShowFen, cancellationFen, dueFen, keptFen }
}

/** To four decimals; null where there is nothing to divide by. */
export function rateOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000
}
