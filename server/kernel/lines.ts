import { type Fen, spread } from './money.ts'
import type { Night } from './stay.ts'

/** The price of one room for one night, and what is left of it after the discount. */
export interface PricedLine {
  roomIndex: number
  night: Night
  priceFen: Fen
  shareFen: Fen
}

/**
 * One line per room and night, by night and then room. A discount is spread over them in proportion to the prices;
 * leftover fen go to the largest remainders, ties to the earlier night, then the lower room. The shares add up to the
 * subtotal less the discount, and none is negative as long as the discount is at most the subtotal.
 */
export function priceLines(wish: {
  nights: readonly { night: Night; priceFen: Fen }[]
  rooms: number
  discountFen: Fen
}): PricedLine[] {
  const lines: PricedLine[] = []
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
