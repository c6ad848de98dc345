import { money } from '@contract/format.ts'
import type { GuestOrder } from '@contract/guest/orders.ts'
import type { SayOf } from '@contract/texts.ts'
import type { ReactNode } from 'react'
import { call, calls } from '../../api/call.ts'
import { useAct } from '../../api/use-act.ts'
import { go } from '../../go.ts'
import { Button, Countdown, ProblemNote, Text, View } from '../../kit/index.ts'
import { callPhone } from '../../platform/away'
import { openMap } from '../../platform/location'
import { orders } from '../../texts/orders.ts'
import { useTexts } from '../../texts/use-texts.ts'

export interface OrderFootProps {
  of: GuestOrder
  /** The one order whose payment is the main button of the screen. */
  main: boolean
  onCancel: () => void
  /** Its time to pay has run out. */
  onOver: () => void
}

/** What an order says and what can be done with it, by its state. */
export function OrderFoot(props: OrderFootProps) {
  const { of: order } = props
  const t = useTexts(orders)
  switch (order.status) {
    case 'awaiting_payment':
      return <ToPay {...props} />
    case 'paid':
    case 'checked_in':
      return <Coming of={order} />
    case 'finished':
      return (
        <Foot>
          {order.paidFen > order.refundedFen && (
            <Button kind="ghost" onTap={() => go('invoices', { orderId: order.id })}>
              {t('invoice')}
            </Button>
          )}
          <Again of={order} />
        </Foot>
      )
    case 'cancelling':
    case 'expiring':
      return <Foot word={t('closing')} />
    case 'refunding':
      return <Foot word={t('refunding', { money: money(order.refundedFen) })} />
    default:
      return (
        <Foot word={overText(order, t)}>
          <Again of={order} />
        </Foot>
      )
  }
}

function ToPay({ of: order, main, onCancel, onOver }: OrderFootProps) {
  const t = useTexts(orders)
  const word = (
    <Text className="seal">
      <Countdown until={order.payBefore} size="small" onOver={onOver} /> {t('released')}
    </Text>
  )
  return (
    <Foot word={word}>
      <Button kind="ghost" onTap={onCancel}>
        {t('cancel')}
      </Button>
      <Button kind={main ? 'main' : 'soft'} onTap={() => go('pay', { id: order.id })}>
        {t('pay')}
      </Button>
    </Foot>
  )
}

/** The way to the hotel, or its phone: asked of the branch when tapped, as neither stands in the order. */
function Coming({ of: order }: { of: GuestOrder }) {
  const t = useTexts(orders)
  const reach = useAct(async () => {
    const hotel = await call(calls.getHotel, { params: { id: order.hotelId } })
    if (order.status === 'paid') openMap(hotel)
    else callPhone(hotel.phone)
  })
  const failure = reach.failure?.code === 'not_found' ? { ...reach.failure, title: t('noHotel') } : reach.failure
  return (
    <>
      <Foot>
        <Button kind="ghost" onTap={reach.run} busy={reach.running}>
          {t(order.status === 'paid' ? 'navigate' : 'call')}
        </Button>
        <Button kind="soft" onTap={() => go('order', { id: order.id })}>
          {t(order.status === 'paid' ? 'pass' : 'look')}
        </Button>
      </Foot>
      {failure && (
        <View className="orders-failure">
          <ProblemNote failure={failure} />
        </View>
      )}
    </>
  )
}

function Again({ of: order }: { of: GuestOrder }) {
  const t = useTexts(orders)
  return (
    <Button kind="soft" onTap={() => go('hotel', { id: order.hotelId })}>
      {t('again')}
    </Button>
  )
}

function Foot({ word, children }: { word?: ReactNode; children?: ReactNode }) {
  return (
    <View className="orders-foot">
      {word && <View className="s ink-2 orders-word">{word}</View>}
      {children && <View className="orders-buttons">{children}</View>}
    </View>
  )
}

type SayOrders = SayOf<typeof orders>

/** What became of an order that is over without a stay. */
function overText({ status, paidFen, refundedFen, couponId }: GuestOrder, t: SayOrders): string {
  const refunded = { money: money(refundedFen) }
  if (status === 'no_show') return refundedFen > 0 ? t('noShowRefunded', refunded) : t('noShow')
  if (refundedFen > 0) return t('refunded', refunded)
  if (paidFen > 0) return t('keptAll')
  if (status === 'expired') return t(couponId ? 'lapsedCoupon' : 'lapsed')
  return t(couponId ? 'noChargeCoupon' : 'noCharge')
}
