import { roomsAtMost } from '../../../../contract/bounds.ts'
import type { Draft } from '../../state/draft.ts'

export type Form = Draft

export type FormProblem = 'nameMissing' | 'phoneMissing' | 'phoneShort' | 'phoneLong' | 'phoneWrong'

/** Where a guest’s name is typed, as the API names the field. */
export function guestField(room: number): string {
  return `guests.${room}.name`
}

const chinaDigits = 11

/**
 * The form a booking begins with: what was typed for this room before, else who booked here last, for as many rooms as
 * are looked for now. What is kept on a
 * device was written by any version of the app, so each part is looked at.
 */
export function firstForm(given: { kept: unknown; last: unknown; rooms: number }): Form {
  const kept = readForm(given.kept)
  if (kept) return withRooms(kept, given.rooms)
  const { guests = [], contactPhone = null } = readForm(given.last) ?? {}
  const form: Form = { guests, contactPhone, arrivalTime: null, remark: '', rooms: given.rooms }
  return withRooms(form, given.rooms)
}

/** Another number of rooms: names that were typed stay, as far as there are rooms for them. */
export function withRooms(form: Form, rooms: number): Form {
  return { ...form, rooms, guests: Array.from({ length: rooms }, (_, room) => form.guests[room] ?? '') }
}

/**
 * What must be mended before the booking is sent, by field as the API names them, in the order of the page. `bound`: the
 * member has a phone that can stand for one that is not typed.
 */
export function formProblems(
  { guests, contactPhone }: Form,
  { bound }: { bound: boolean },
): Record<string, FormProblem> {
  const names = guests.flatMap((name, room) => (name.trim() === '' ? [[guestField(room), 'nameMissing'] as const] : []))
  const phone = contactPhone === null && bound ? null : phoneProblem(contactPhone ?? '')
  return Object.fromEntries([...names, ...(phone ? [['contactPhone', phone] as const] : [])])
}

/** What the server found wrong, by field: what the page has a place for, and the names of the rest. */
export function serverProblems(fields: unknown): { known: Record<string, FormProblem>; others: string[] } {
  const codes: Record<string, unknown> = { ...(typeof fields === 'object' ? fields : null) }
  const entries = Object.keys(codes)
  const known: [string, FormProblem][] = entries.flatMap((field): [string, FormProblem][] => {
    if (/^guests\.\d+\.name$/.test(field)) return [[field, 'nameMissing']]
    if (field === 'guests') return [[guestField(0), 'nameMissing']]
    if (field !== 'contactPhone') return []
    return [[field, codes[field] === 'missing' ? 'phoneMissing' : 'phoneWrong']]
  })
  const others = entries.filter((field) => field !== 'contactPhone' && !field.startsWith('guests'))
  return { known: Object.fromEntries(known), others }
}

/** A phone as it is sent: without the spaces and dashes people type. */
export function phoneDigits(text: string): string {
  return text.replace(/[\s\-()]/g, '')
}

/** What an order is placed with. */
export function bodyOf<Consent>(
  form: Form,
  rest: {
    roomTypeId: string
    ratePlanId: string
    checkIn: string
    checkOut: string
    couponId: string | null
    expectedTotalFen: number
    consents: Consent[]
    termsVersion: string | undefined
  },
) {
  const { consents, termsVersion, ...stay } = rest
  return {
    ...stay,
    rooms: form.rooms,
    guests: form.guests.map((name) => ({ name: name.trim() })),
    ...(form.contactPhone === null ? {} : { contactPhone: phoneDigits(form.contactPhone) }),
    ...(form.arrivalTime ? { arrivalTime: form.arrivalTime } : {}),
    ...(form.remark.trim() ? { remark: form.remark.trim() } : {}),
    ...(consents.length > 0 ? { consents } : {}),
    ...(termsVersion ? { termsVersion } : {}),
  }
}

function phoneProblem(text: string): FormProblem | null {
  const phone = phoneDigits(text)
  if (phone === '') return 'phoneMissing'
  if (phone.startsWith('+')) return /^\+\d{6,15}$/.test(phone) ? null : 'phoneWrong'
  if (!/^\d+$/.test(phone)) return 'phoneWrong'
  // A landline: area code and number.
  if (phone.startsWith('0')) return phone.length >= 10 && phone.length <= 12 ? null : 'phoneWrong'
  if (phone.length < chinaDigits) return 'phoneShort'
  return phone.length > chinaDigits ? 'phoneLong' : null
}

function readForm(found: unknown): Form | null {
  const { guests, contactPhone, arrivalTime, remark, couponId, rooms } = (found ?? {}) as Partial<Form>
  if (!Array.isArray(guests) || typeof rooms !== 'number' || rooms < 1 || rooms > roomsAtMost) return null
  const form: Form = {
    guests: guests.map((name) => (typeof name === 'string' ? name : '')),
    contactPhone: typeof contactPhone === 'string' && contactPhone.trim() !== '' ? contactPhone : null,
    arrivalTime: typeof arrivalTime === 'string' ? arrivalTime : null,
    remark: typeof remark === 'string' ? remark : '',
    couponId: typeof couponId === 'string' || couponId === null ? couponId : undefined,
    rooms,
  }
  return withRooms(form, rooms)
}
