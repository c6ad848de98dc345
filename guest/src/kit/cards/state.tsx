import type { OrderStatus } from '@contract/order-status.ts'
import { kit } from '../../texts/kit.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Text, View } from '../elements/base'
import './state.css'

/** Seal: the guest must act. Pine: all is well. Sky: in house. Amber: under way. Ink: over. */
export const stateColours = {
  awaiting_payment: 'seal',
  paid: 'pine',
  checked_in: 'sky',
  finished: 'ink',
  cancelling: 'amber',
  cancelled: 'ink',
  expiring: 'amber',
  expired: 'ink',
  refunding: 'amber',
  refunded: 'ink',
  no_show: 'amber',
} as const satisfies Record<OrderStatus, string>

const words = {
  awaiting_payment: 'state_awaiting_payment',
  paid: 'state_paid',
  checked_in: 'state_checked_in',
  finished: 'state_finished',
  cancelling: 'state_cancelling',
  cancelled: 'state_cancelled',
  expiring: 'state_expiring',
  expired: 'state_expired',
  refunding: 'state_refunding',
  refunded: 'state_refunded',
  no_show: 'state_no_show',
} as const

/** The state of an order: a square and its word. */
export function State({ of }: { of: OrderStatus }) {
  const t = useTexts(kit)
  return <Mark colour={stateColours[of]}>{t(words[of])}</Mark>
}

/** A square and any word. */
export function Mark({ colour, children }: { colour: 'seal' | 'pine' | 'sky' | 'amber' | 'ink'; children: string }) {
  return (
    <View className={`state state-${colour}`}>
      <View className="state-square" />
      <Text>{children}</Text>
    </View>
  )
}
