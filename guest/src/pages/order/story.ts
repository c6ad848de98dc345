import type { calls } from '../../../../contract/generated/guest-calls.ts'
import type { ReplyOf } from '../../../../contract/operation.ts'

export type OrderOfGuest = ReplyOf<typeof calls.getMyOrder>
export type StoryStep = ReplyOf<typeof calls.getMyOrderEvents>['items'][number]

/**
 * What money did that came when the order was over, or found no room. `retaken`: the room is theirs after all.
 * `returned`: all of it goes back. `none_left`: paid in time, but the last room had gone. `after_cancel`: paid after
 * they had cancelled.
 */
export type LateMoney = 'retaken' | 'returned' | 'none_left' | 'after_cancel'

/** Reads it out of the order's story; null where money came as it should. */
export function lateMoney(steps: readonly Pick<StoryStep, 'step'>[]): LateMoney | null {
  const states = steps.map(({ step }) => step).filter(isState)
  const refunding = states.lastIndexOf('refunding')
  if (refunding > 0) {
    const [before, earlier] = [states[refunding - 1], states[refunding - 2]]
    if (before === 'expired' || before === 'cancelled') return 'returned'
    if (before === 'awaiting_payment' || (before === 'paid' && earlier === 'expiring')) return 'none_left'
    return before === 'paid' && earlier === 'cancelling' ? 'after_cancel' : null
  }
  const paid = states.lastIndexOf('paid')
  return paid > 0 && states[paid - 1] === 'expired' ? 'retaken' : null
}

/** Whether the hotel ended it, not its guest: by the step that cancelled, or that sent the money back. */
export function endedByHotel(steps: readonly Pick<StoryStep, 'step' | 'by'>[]): boolean {
  const end = [...steps]
    .reverse()
    .find(({ step }) => step === 'cancelled' || step === 'cancelling' || step === 'refunding')
  return end?.by === 'hotel'
}

const besideStates = ['room_in', 'room_out', 'room_changed', 'extended', 'left_early', 'money_returned']

/** Whether a step of the story moved the order; the others happen within a state. */
export function isState(step: StoryStep['step']): step is OrderOfGuest['status'] {
  return !besideStates.includes(step)
}
