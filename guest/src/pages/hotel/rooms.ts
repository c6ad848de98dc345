import type { calls } from '@contract/generated/guest-calls.ts'
import type { ReplyOf } from '@contract/operation.ts'

export type Hotel = ReplyOf<typeof calls.getHotel>
export type RoomType = ReplyOf<typeof calls.listRoomTypes>['items'][number]
export type Plan = RoomType['ratePlans'][number]
type Phase = Plan['cancelPolicy']['phases'][number]

/** What cancelling this moment would mean, in one line. */
export type Term =
  | { kind: 'free'; until: string | null }
  | { kind: 'kept'; kept: Phase['kept']; keptFen: number }
  | { kind: 'lost' }

/** The phase that counts now; a stay whose phases are all over keeps everything. */
export function termNow({ phases }: Plan['cancelPolicy'], nowMs: number): Term {
  const phase = phases.find(({ until }) => until === null || nowMs < Date.parse(until))
  if (!phase) return { kind: 'lost' }
  if (phase.keptFen === 0) return { kind: 'free', until: phase.until }
  return phase.refundFen === 0 ? { kind: 'lost' } : { kind: 'kept', kept: phase.kept, keptFen: phase.keptFen }
}

/** What the guest would rather see: plans by breakfast and cancelling, rooms by bed. */
export interface Likes {
  breakfast: boolean
  free: boolean
  /** One of the beds of this branch; empty: any. */
  bed: string
}

export const noLikes: Likes = { breakfast: false, free: false, bed: '' }

/** The rooms with the plans that fit, those that can be booked first; the rest keeps the branch’s order. */
export function fitting(types: readonly RoomType[], likes: Likes, nowMs: number): RoomType[] {
  const fit = types
    .filter(({ bed }) => likes.bed === '' || bed === likes.bed)
    .map((type) => ({ ...type, ratePlans: type.ratePlans.filter((plan) => fits(plan, likes, nowMs)) }))
    .filter(({ ratePlans }) => ratePlans.length > 0)
  return [...fit.filter(isFree), ...fit.filter((type) => !isFree(type))]
}

function fits(plan: Plan, { breakfast, free }: Likes, nowMs: number): boolean {
  return (!breakfast || plan.breakfast > 0) && (!free || termNow(plan.cancelPolicy, nowMs).kind === 'free')
}

export function isFree({ ratePlans }: Pick<RoomType, 'ratePlans'>): boolean {
  return ratePlans.some(({ refusal }) => !refusal)
}

/** The cheapest plan, of those that can be booked if there are any. */
export function cheapest(plans: readonly Plan[]): Plan | null {
  const open = plans.filter(({ refusal }) => !refusal)
  const [first, ...rest] = open.length > 0 ? open : plans
  return first ? rest.reduce((least, plan) => (plan.totalFen < least.totalFen ? plan : least), first) : null
}

/** Why no plan of the room can be had, when all say the same; null where one can, or they differ. */
export function commonRefusal({ ratePlans }: Pick<RoomType, 'ratePlans'>): Plan['refusal'] | null {
  const [first] = ratePlans
  return first?.refusal && ratePlans.every(({ refusal }) => refusal?.code === first.refusal?.code)
    ? first.refusal
    : null
}

/** The beds to choose from, where there is a choice. */
export function bedsOf(types: readonly Pick<RoomType, 'bed'>[]): string[] {
  const beds = [...new Set(types.map(({ bed }) => bed))].filter(Boolean)
  return beds.length > 1 ? beds : []
}
