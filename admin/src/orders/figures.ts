import type { DeskOrder, DeskOrderWhole } from '../../../contract/admin/orders.ts'

type Phase = DeskOrder['cancelPolicy']['phases'][number]

/** The phase of the policy that holds at an instant: what cancelling then returns is its figure, to the fen. */
export function phaseAt(phases: readonly Phase[], now: number): Phase | null {
  return phases.find(({ until }) => until === null || now < Date.parse(until)) ?? null
}

/** What is still to come back to the guest of all that was paid. */
export function returnableFen({ paidFen, refundedFen }: Pick<DeskOrder, 'paidFen' | 'refundedFen'>): number {
  return paidFen - refundedFen
}

/** What goes back when the guests leave on that morning: what was paid for the nights from then on. */
export function leavingFen({ lines }: Pick<DeskOrderWhole, 'lines'>, checkOut: string): number {
  return lines
    .filter(({ night, paymentId, stock }) => night >= checkOut && paymentId !== null && stock !== 'released')
    .reduce((sum, { shareFen, refundedFen }) => sum + shareFen - refundedFen, 0)
}
