import type { OrderStatus } from '@contract/order-status.ts'
import { useTexts } from '../texts/use-texts.ts'
import { words } from '../texts/words.ts'
import { State, type Tone } from './state.tsx'

const states = {
  awaiting_payment: { tone: 'seal', text: 'state_awaiting_payment' },
  paid: { tone: 'pine', text: 'state_paid' },
  checked_in: { tone: 'sky', text: 'state_checked_in' },
  finished: { tone: 'quiet', text: 'state_finished' },
  cancelling: { tone: 'amber', text: 'state_cancelling' },
  cancelled: { tone: 'quiet', text: 'state_cancelled' },
  expiring: { tone: 'amber', text: 'state_expiring' },
  expired: { tone: 'quiet', text: 'state_expired' },
  refunding: { tone: 'amber', text: 'state_refunding' },
  refunded: { tone: 'quiet', text: 'state_refunded' },
  no_show: { tone: 'amber', text: 'state_no_show' },
} as const satisfies Record<OrderStatus, { tone: Tone; text: string }>

export function OrderState({ status }: { status: OrderStatus }) {
  const t = useTexts(words)
  const { tone, text } = states[status]
  return <State tone={tone}>{t(text)}</State>
}
