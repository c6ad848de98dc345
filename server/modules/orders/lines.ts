import { type Fen, spread } from '../../kernel/money.ts'
import type { Night } from '../../kernel/stay.ts'

/** A line before it is written. */
export interface NewLine {
  roomIndex: number
  night: Night
  priceFen: Fen
  shareFen: Fen
}

/**
 * One line per room and night, by night and then room. A discount is spread over them in proportion to the prices;
 * leftover fen go to the largest remainders, ties to the earlier night, then the lower room. The shares add up to the
 * subtotal less the discount, and none is negative as long as the discount is less than the subtotal.
 */
export function makeLines(wish: {
  nights: readonly { night: Night; priceFen: Fen }[]
  rooms: number
  discountFen: Fen
}): NewLine[] {
  const lines: NewLine[] = []
  for (const { night, priceFen } of wish.nights) {
    for (let roomIndex = 0; roomIndex < wish.rooms; roomIndex += 1) {
      lines.push({ roomIndex, night, priceFen, shareFen: priceFen })
    }
  }
  if (wish.discountFen === 0) return lines
  const off = spread(
    wish.discountFen,
    lines.map((line) => line.priceFen),
  )
  for (const [index, line] of lines.entries()) line.shareFen -= off[index]!
  return lines
}
