import { fromPrice, money } from '../../../../contract/format.ts'

/** How a price is written: to the fen, in whole yuan from which something is sold, or a night's. */
export type PriceAs = 'sum' | 'from' | 'night'

/** A price in its parts, so that the ¥ between them can be smaller. */
export function figureOf(amountFen: number, as: PriceAs): { sign: string; digits: string } {
  const exact = as === 'sum' || (as === 'night' && amountFen % 100 !== 0)
  const [sign = '', digits = ''] = (exact ? money(amountFen) : fromPrice(amountFen)).split('¥')
  return { sign, digits }
}
