/** Why a coupon cannot be used for a booking, with the sentence people see. */
export const couponReasons = {
  not_yet_valid: { zh: '还没到可用的日子', en: 'Not valid yet' },
  expired: { zh: '已过期', en: 'Expired' },
  locked: { zh: '正用在一个待付款的订单上', en: 'On an order that waits for payment' },
  used: { zh: '已使用', en: 'Used' },
  other_hotel: { zh: '这家店不能用', en: 'Not for this hotel' },
  other_room_type: { zh: '这个房型不能用', en: 'Not for this room' },
  other_rate_plan: { zh: '这个价格不能用', en: 'Not for this rate' },
  blackout: { zh: '这几天不能用', en: 'Not on these dates' },
  below_threshold: { zh: '还没到使用门槛', en: 'The total is too low' },
  nothing_off: { zh: '这次用不上', en: 'It takes nothing off here' },
} as const

export type CouponReason = keyof typeof couponReasons
