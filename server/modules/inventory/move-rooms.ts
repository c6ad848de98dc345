import type { Tx } from '../../database/handle.ts'
import { byTypeAndNight, type Demand, type Shortfall } from './inventory.ts'
import { type Move, makeNight, moveRooms } from './store/moves.ts'

/**
 * Moves free rooms into held (`hold`) or sold ones (`take`): one conditional write per type and night, in that order,
 * so that two transactions meet on the rows in the same order. Answers the nights that had too few; the caller decides
 * whether the rest stays (all of it does) or the transaction rolls back.
 */
export async function takeFree(
  tx: Tx,
  move: Extract<Move, 'hold' | 'take'>,
  demands: readonly Demand[],
): Promise<Shortfall[]> {
  const short: Shortfall[] = []
  for (const demand of inLockOrder(demands)) {
    const moved =
      (await moveRooms(tx, move, demand)) || ((await makeNight(tx, demand)) && (await moveRooms(tx, move, demand)))
    if (!moved) short.push({ roomTypeId: demand.roomTypeId, night: demand.night })
  }
  return short
}

/** Moves rooms that are known to be held or sold. Fewer than that are a bug in the books of the caller. */
export async function moveKept(
  tx: Tx,
  move: Exclude<Move, 'hold' | 'take'>,
  demands: readonly Demand[],
): Promise<void> {
  for (const demand of inLockOrder(demands)) {
    if (await moveRooms(tx, move, demand)) continue
    throw new Error(
      `cannot ${move} ${demand.rooms} rooms of ${demand.roomTypeId} on ${demand.night}: not so many are kept`,
    )
  }
}

function inLockOrder(demands: readonly Demand[]): Demand[] {
  for (const { rooms } of demands) {
    if (!Number.isInteger(rooms) || rooms < 1) throw new RangeError(`not a number of rooms: ${rooms}`)
  }
  return [...demands].sort(byTypeAndNight)
}
