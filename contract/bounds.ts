/** How much guests may ask for and type: what requests are held to, and what forms let in. Lengths are in characters. */

/** Rooms of one search, and of one order. */
export const roomsAtMost = 10
/** People of one search. */
export const guestsAtMost = 40
/** What a search is asked for in words. */
export const keywordAtMost = 60

export const guestNameAtMost = 60
/** As it is typed, with spaces and dashes. */
export const contactPhoneAtMost = 30
export const remarkAtMost = 200
export const nicknameAtMost = 32

export const invoiceTitleAtMost = 120
export const emailAtMost = 120
/** Something, an `@`, a name with a dot: whether anybody reads there is seen when something is sent. */
export const emailPattern = '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$'
