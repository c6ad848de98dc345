import { Refusal } from '../../kernel/refusal.ts'
import { addNights, isNight, type Night, type Stay, stayProblems } from '../../kernel/stay.ts'

/** The stay asked for, or tonight where no dates were given. Refusal: `booking_invalid` with the field. */
export function stayOf(wish: { checkIn?: string | undefined; checkOut?: string | undefined }, today: Night): Stay {
  const checkIn = wish.checkIn ?? today
  const stay = { checkIn, checkOut: wish.checkOut ?? (isNight(checkIn) ? addNights(checkIn, 1) : '') }
  refuseBadDates(stay)
  if (checkIn < today) throw new Refusal('booking_invalid', { fields: { checkIn: 'past' } })
  return stay
}

/** Days that exist, in order, and not too many. Refusal: `booking_invalid` with the field. */
export function refuseBadDates(stay: Stay): void {
  const fields = stayProblems(stay)
  if (Object.keys(fields).length > 0) throw new Refusal('booking_invalid', { fields })
}
