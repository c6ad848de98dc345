import { instantText } from '../../../contract/format.ts'
import type { StepNotice } from '../../../contract/guest/orders.ts'
import type { Handle } from '../../database/handle.ts'
import { noticesOf } from './store.ts'
import type { NoticeState } from './tables.ts'

const outcomes: Record<NoticeState, StepNotice['outcome']> = {
  waiting: 'on_its_way',
  sending: 'on_its_way',
  sent: 'sent',
  refused: 'refused',
  unknown: 'unknown',
  superseded: 'overtaken',
  no_consent: 'not_allowed',
}

/** What was told of an order, as its guest may see it, by the number of the step: the last message about each. */
export async function stepNotices(handle: Handle, orderId: string): Promise<Map<number, StepNotice>> {
  const rows = await noticesOf(handle, orderId) // a later try comes after an earlier one
  return new Map(
    rows.map(({ seq, template, state, created_at, ended_at }) => [
      seq,
      { template, outcome: outcomes[state], at: instantText(ended_at ?? created_at) },
    ]),
  )
}
