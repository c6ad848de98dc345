/** The states of an order, as the API names them. */
export const orderStatuses = [
  'awaiting_payment',
  'paid',
  'checked_in',
  'finished',
  'cancelling',
  'cancelled',
  'expiring',
  'expired',
  'refunding',
  'refunded',
  'no_show',
] as const

export type OrderStatus = (typeof orderStatuses)[number]
