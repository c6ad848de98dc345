import type { VerbName } from './verbs.ts'

/** How each verb is called on a button that opens it. */
export const verbTexts = {
  take_payment: 'verb_take_payment',
  check_in: 'verb_check_in',
  check_out: 'verb_check_out',
  assign: 'verb_assign',
  change_room: 'verb_change_room',
  extend: 'verb_extend',
  leave_early: 'verb_leave_early',
  unassign: 'verb_unassign',
  undo_check_in: 'verb_undo_check_in',
  undo_check_out: 'verb_undo_check_out',
  no_show: 'verb_no_show',
  reinstate: 'verb_reinstate',
  refund: 'verb_refund',
  cancel: 'verb_cancel',
} as const satisfies Record<VerbName, string>
