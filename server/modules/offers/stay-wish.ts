import { Refusal } from '../../kernel/refusal.ts'
import { addNights, isNight, type Night, nightsBetween, type Stay } from '../../kernel/stay.ts'

export const nightsAtMost = 90

/** The stay asked for, or tonight where no dates were given. Refusal: `booking_invalid` with the field. */
export function stayOf(wish: { checkIn?: string | undefined; checkOut?: string | undefined }, today: Night): Stay {
  const checkIn = wish.checkIn ?? today
  const stay = { checkIn, checkOut: wish.checkOut ?? (isNight(checkIn) ? addNights(checkIn, 1) : '') }
  refuseBadDates(stay)
  if (checkIn < today) throw new Refusal('booking_invalid', { fields: { checkIn: 'past' } })
  return stay
}

/** Days that exist, in order, and not too many. Refusal: `booking_invalid` with the field. */
export function refuseBadDates({ checkIn, checkOut }: Stay): void {
  if (!isNight(checkIn)) throw new Refusal('booking_invalid', { fields: { checkIn: 'not_a_date' } })
  if (!isNight(checkOut)) throw new Refusal('booking_invalid', { fields: { checkOut: 'not_a_date' } })
  const nights = nightsBetween(checkIn, checkOut)
  if (nights < 1) throw new Refusal('booking_invalid', { fields: { checkOut: 'not_after_check_in' } })
  if (nights > nightsAtMost) throw new Refusal('booking_invalid', { fields: { checkOut: 'too_many_nights' } })
}
