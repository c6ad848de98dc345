let wanted: string | null = null

/** The pay page of this order opens WeChat's sheet as soon as it shows: the guest has just tapped to pay, or to book. */
export function openAtOnce(orderId: string): void {
  wanted = orderId
}

/** Whether the sheet of this order is to open; true once. */
export function isToOpen(orderId: string): boolean {
  if (wanted !== orderId) return false
  wanted = null
  return true
}
