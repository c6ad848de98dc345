import { money } from '@contract/format.ts'
import type { Operation } from '@contract/operation.ts'
import { calls } from '../api/call.ts'
import { Confirm } from '../kit/confirm.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { verbs } from '../texts/verbs.ts'
import { useVerb } from './use-order.ts'
import type { VerbProps } from './verb-dialog.tsx'

/** Steps that ask nothing: what happens stands in the dialog and on its button. */
interface Simple extends VerbProps {
  operation: Operation<never, never, never, never>
  body?: Record<string, unknown>
  title: string
  note: string
  result: string
  isDanger?: boolean
}

function SimpleDialog({ order, operation, body, title, note, result, isDanger = false, onClose }: Simple) {
  const act = useVerb(operation, { id: order.id, said: title, onDone: onClose })
  return (
    <Confirm
      title={title}
      result={result}
      isDanger={isDanger}
      isBusy={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate(body as never)}
      onClose={onClose}
    >
      <p>{note}</p>
    </Confirm>
  )
}

const as = (operation: unknown) => operation as Operation<never, never, never, never>

function numbersOf({ order }: VerbProps, state: 'expected' | 'in' | 'out', comma: string): string {
  return order.guests
    .filter((room) => room.state === state)
    .flatMap(({ roomNumber }) => roomNumber ?? [])
    .join(comma)
}

export function UnassignDialog(props: VerbProps) {
  const t = useTexts(verbs)
  const numbers = numbersOf(props, 'expected', t('comma'))
  return (
    <SimpleDialog
      {...props}
      operation={as(calls.unassignRooms)}
      body={{}}
      title={t('verb_unassign')}
      note={t('unassignNote')}
      result={t('unassign', { numbers })}
    />
  )
}

export function UndoCheckInDialog(props: VerbProps) {
  const t = useTexts(verbs)
  const numbers = numbersOf(props, 'in', t('comma'))
  return (
    <SimpleDialog
      {...props}
      operation={as(calls.undoCheckIn)}
      body={{}}
      title={t('verb_undo_check_in')}
      note={t('undoCheckInNote')}
      result={t('undoCheckIn', { numbers })}
    />
  )
}

export function UndoCheckOutDialog(props: VerbProps) {
  const t = useTexts(verbs)
  const numbers = numbersOf(props, 'out', t('comma'))
  return (
    <SimpleDialog
      {...props}
      operation={as(calls.undoCheckOut)}
      body={{}}
      title={t('verb_undo_check_out')}
      note={t('undoCheckOutNote')}
      result={t('undoCheckOut', { numbers })}
    />
  )
}

export function NoShowDialog(props: VerbProps) {
  const t = useTexts(verbs)
  const { keptFen, refundFen } = props.order.cancelPolicy.noShow
  return (
    <SimpleDialog
      {...props}
      operation={as(calls.markNoShow)}
      title={t('verb_no_show')}
      note={t('noShowNote', { kept: money(keptFen) })}
      result={refundFen > 0 ? t('noShowRefund', { money: money(refundFen) }) : t('noShowNothing')}
      isDanger
    />
  )
}

export function ReinstateDialog(props: VerbProps) {
  const t = useTexts(verbs)
  return (
    <SimpleDialog
      {...props}
      operation={as(calls.reinstateOrder)}
      title={t('verb_reinstate')}
      note={t('reinstateNote')}
      result={t('reinstate')}
    />
  )
}
