import type { DeskOrderWhole } from '@contract/admin/orders.ts'
import type { ComponentType } from 'react'
import { CancelDialog } from './verb-cancel.tsx'
import { CheckOutDialog } from './verb-check-out.tsx'
import { ExtendDialog, LeaveEarlyDialog } from './verb-dates.tsx'
import { RefundDialog, TakePaymentDialog } from './verb-money.tsx'
import { AssignDialog, ChangeRoomDialog, CheckInDialog } from './verb-rooms.tsx'
import { NoShowDialog, ReinstateDialog, UnassignDialog, UndoCheckInDialog, UndoCheckOutDialog } from './verb-simple.tsx'
import type { VerbName } from './verbs.ts'

export interface VerbProps {
  order: DeskOrderWhole
  /** The hotel's day. */
  today: string
  onClose(): void
}

const dialogs: Record<VerbName, ComponentType<VerbProps>> = {
  take_payment: TakePaymentDialog,
  check_in: CheckInDialog,
  check_out: CheckOutDialog,
  assign: AssignDialog,
  change_room: ChangeRoomDialog,
  extend: ExtendDialog,
  leave_early: LeaveEarlyDialog,
  unassign: UnassignDialog,
  undo_check_in: UndoCheckInDialog,
  undo_check_out: UndoCheckOutDialog,
  no_show: NoShowDialog,
  reinstate: ReinstateDialog,
  refund: RefundDialog,
  cancel: CancelDialog,
}

export function VerbDialog({ name, ...props }: VerbProps & { name: VerbName }) {
  const Dialog = dialogs[name]
  return <Dialog {...props} />
}
