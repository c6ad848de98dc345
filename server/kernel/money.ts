/** Money is an integer number of fen (1/100 yuan), always. No float ever holds a sum. */
export type Fen = number

/** Throws unless `value` is a whole, safe number of fen: a bug, not a refusal. */
export function fen(value: number): Fen {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of fen: ${value}`)
  return value
}

/** Rounds a price half up to the whole yuan, as rates are published. */
export function roundHalfUpToYuan(amount: number): Fen {
  return fen(Math.floor((amount + 50) / 100) * 100)
}

/** The average of a sum over so many equal parts, half a fen up. */
export function averageFen(sumFen: Fen, parts: number): Fen {
  return Math.floor((2 * sumFen + parts) / (2 * parts))
}

/**
 * Splits `amountFen` over `weights` in proportion; the fen left over go to the largest remainders, ties to the
 * earlier part. The parts always add up to the amount. Weights are non-negative and not all zero.
 */
export function spread(amountFen: Fen, weights: readonly Fen[]): Fen[] {
  const whole = weights.reduce((sum, weight) => sum + BigInt(fen(weight)), 0n)
  if (whole <= 0n) throw new RangeError('cannot spread money over nothing')
  const shares = weights.map((weight, index) => {
    const exact = BigInt(fen(amountFen)) * BigInt(weight)
    return { index, part: Number(exact / whole), rest: exact % whole }
  })
  let left = amountFen - shares.reduce((sum, share) => sum + share.part, 0)
  const byRest = [...shares].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
  for (const share of byRest) {
    if (left === 0) break
    share.part += 1
    left -= 1
  }
  return shares.map((share) => share.part)
}
