/** The five one-time subscriptions a guest can give for an order, by the names the API uses. */
export const noticeTemplates = ['to_pay', 'paid', 'confirmed', 'finished', 'cancelled'] as const

export type NoticeTemplate = (typeof noticeTemplates)[number]
