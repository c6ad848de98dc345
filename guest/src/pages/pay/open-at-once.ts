let wanted: string | null = null
let onTopOfOrder: string | null = null

/**
 * The pay page of this order opens WeChat's sheet as soon as it shows: the guest has just tapped to pay, on the order's
 * own page, or to book.
 */
export function openAtOnce(orderId: string, from: 'order' | 'booking'): void {
  wanted = orderId
  onTopOfOrder = from === 'order' ? orderId : null
}

/** Whether the sheet of this order is to open; true once. */
export function isToOpen(orderId: string): boolean {
  if (wanted !== orderId) return false
  wanted = null
  return true
}

/** Whether the order's own page lies under its pay page, so that back leads there. */
export function liesOnOrder(orderId: string): boolean {
  return onTopOfOrder === orderId
}
