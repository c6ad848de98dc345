import type { DeskOrderWhole } from '@contract/admin/orders.ts'
import { useState } from 'react'
import { hotelDay } from '../format/hotel-time.ts'
import { OrderState } from '../kit/order-state.tsx'
import { Pane } from '../kit/pane.tsx'
import { Problem } from '../kit/problem.tsx'
import { useWaiting } from '../kit/use-waiting.ts'
import { useHotelClock } from '../state/hotels.ts'
import { useMay } from '../state/session.ts'
import { orders } from '../texts/orders.ts'
import { useTexts } from '../texts/use-texts.ts'
import { MoneySection } from './money-section.tsx'
import { OrderVerbs } from './order-verbs.tsx'
import { PolicySection } from './policy-section.tsx'
import { RoomsSection } from './rooms-section.tsx'
import { StaySection } from './stay-section.tsx'
import { useOrder } from './use-order.ts'
import { VerbDialog } from './verb-dialog.tsx'
import { type VerbName, verbsFor } from './verbs.ts'

/** One order beside the list: who, when, which rooms, all of its money, and what the desk can do with it. */
export function OrderPane({ id, onClose }: { id: string; onClose(): void }) {
  const t = useTexts(orders)
  const order = useOrder(id)
  const isWaiting = useWaiting(order.isPending)
  if (order.data) return <Known order={order.data} onClose={onClose} />
  return (
    <Pane title={t('order')} onClose={onClose}>
      {order.error ? <Problem error={order.error} onRetry={order.refetch} /> : null}
      {isWaiting && !order.error ? <Waiting /> : null}
    </Pane>
  )
}

function Waiting() {
  const t = useTexts(orders)
  return (
    <div aria-busy="true">
      <span className="unseen" role="status">
        {t('loading')}
      </span>
      {['60%', '40%', '100%', '80%', '90%'].map((width) => (
        <span key={width} className="block block-line" style={{ width }} />
      ))}
    </div>
  )
}

function Known({ order, onClose }: { order: DeskOrderWhole; onClose(): void }) {
  const t = useTexts(orders)
  const may = useMay()
  const clock = useHotelClock(order.hotelId)
  const [doing, setDoing] = useState<VerbName | null>(null)
  const today = clock.today()
  const dayOf = (instant: string) => hotelDay(Date.parse(instant), clock)
  const offered = verbsFor({ order, today, dayOf }, may)
  return (
    <Pane
      title={order.guests[0]?.guestName ?? t('order')}
      note={<span className="mono">{order.orderNo}</span>}
      onClose={onClose}
      foot={offered.length > 0 ? <OrderVerbs order={order} names={offered} onDo={setDoing} /> : undefined}
    >
      <div className="order-top">
        <OrderState status={order.status} />
        <span className="second">{order.contactPhoneMasked}</span>
      </div>
      <StaySection order={order} />
      <RoomsSection order={order} />
      <MoneySection order={order} />
      <PolicySection order={order} />
      {doing ? <VerbDialog name={doing} order={order} today={today} onClose={() => setDoing(null)} /> : null}
    </Pane>
  )
}
