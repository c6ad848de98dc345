import gate from '@brand/art/empty-gate.svg'
import lantern from '@brand/art/empty-lantern.svg'
import { money } from '@contract/format.ts'
import { serverClock } from '../../api/clock.ts'
import { back, go, replaceWith, useQuery } from '../../go.ts'
import {
  Block,
  BottomBar,
  Button,
  Empty,
  Note,
  OpenInWeChat,
  Page,
  Pair,
  ProblemNote,
  SignedIn,
  Skeleton,
  View,
} from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { useSession } from '../../state/session.ts'
import { order as orderTexts } from '../../texts/order.ts'
import { pay as texts } from '../../texts/pay.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Found } from '../order/found.tsx'
import { headOf, hotelDayAt } from '../order/head.ts'
import { Held } from '../order/held.tsx'
import { MoneyStub, OrderPass } from '../order/order-pass.tsx'
import { lateMoney, type OrderOfGuest, type StoryStep } from '../order/story.ts'
import { TermsLine } from '../order/terms-line.tsx'
import { useHotelOf, useOrder } from '../order/use-order.ts'
import './index.css'
import { liesOnOrder } from './open-at-once.ts'
import { Paid } from './paid.tsx'
import { type Payment, usePayment } from './use-payment.ts'

export default function Pay() {
  const t = useTexts(texts)
  const { id = '' } = useQuery('pay')
  const { member } = useSession()
  const { order, steps } = useOrder(member ? id : '')
  const payment = usePayment(order)
  const hotel = useHotelOf(order.value?.hotelId)
  const { value } = order
  return (
    <Page title={t('title')} bar={member && value && <Bar order={value} payment={payment} />}>
      <SignedIn>
        <Found of={order} nameless={id === ''} hotel={hotel} skeleton={<PaySkeleton />}>
          {(found) =>
            isPaid(found) ? (
              <Paid order={found} hotel={hotel} late={lateMoney(steps) === 'retaken'} />
            ) : found.status === 'awaiting_payment' ? (
              <ToPay order={found} payment={payment} onOver={order.retry} />
            ) : (
              <Over order={found} steps={steps} />
            )
          }
        </Found>
      </SignedIn>
    </Page>
  )
}

function isPaid({ status }: OrderOfGuest): boolean {
  return status === 'paid' || status === 'checked_in' || status === 'finished'
}

function ToPay({ order, payment, onOver }: { order: OrderOfGuest; payment: Payment; onOver: () => void }) {
  const elsewhere = payment.step === 'no_wechat' || payment.failure?.code === 'payment_needs_wechat'
  return (
    <>
      <Held order={order} onOver={onOver} />
      {elsewhere && <OpenInWeChat />}
      <View className="gutter pay-body">
        {!elsewhere && <Said payment={payment} />}
        <OrderPass order={order} stub={<MoneyStub order={order} />} />
        <TermsLine phases={order.cancelPolicy.phases} zone={order.zone} />
      </View>
    </>
  )
}

/** What became of the payment so far. */
function Said({ payment: { step, failure } }: { payment: Payment }) {
  const t = useTexts(texts)
  if (failure) return <ProblemNote failure={failure} />
  if (step === 'confirming') {
    return (
      <Note kind="warn" icon="clock" role="status">
        {t('confirming')}
      </Note>
    )
  }
  if (step === 'closed') {
    return (
      <Note kind="plain" role="status">
        {t('closed')}
      </Note>
    )
  }
  if (step === 'failed') {
    return (
      <Note kind="bad" role="alert">
        {t('failed')}
      </Note>
    )
  }
  return null
}

/** The order is not to be paid any more, and not paid: what that means, in its own words. */
function Over({ order, steps }: { order: OrderOfGuest; steps: readonly StoryStep[] }) {
  const t = useTexts(orderTexts)
  const language = useLanguage()
  const today = hotelDayAt(serverClock.now(), order.zone)
  const { title, text, late } = headOf({ order, steps, today, language, t })
  const waits = order.status === 'expiring' || order.status === 'cancelling'
  return (
    <Empty
      picture={waits ? lantern : gate}
      title={late?.text ?? title}
      text={late ? `${title}${t('dot')}${text}` : text}
      role="status"
    />
  )
}

function Bar({ order, payment }: { order: OrderOfGuest; payment: Payment }) {
  const t = useTexts(texts)
  const seeOrder = () => (liesOnOrder(order.id) ? back() : replaceWith('order', { id: order.id }))
  if (isPaid(order)) {
    return (
      <BottomBar>
        <Pair
          shares="second"
          first={{ word: t('home'), onTap: () => go('home') }}
          second={{ word: t('seeOrder'), onTap: seeOrder }}
        />
      </BottomBar>
    )
  }
  const { step } = payment
  const waits = order.status === 'expiring' || order.status === 'cancelling'
  if (waits || step === 'no_wechat') {
    return (
      <BottomBar>
        <Button kind="ghost" size="large" wide onTap={seeOrder}>
          {t('seeOrder')}
        </Button>
      </BottomBar>
    )
  }
  if (order.status !== 'awaiting_payment') {
    return (
      <BottomBar>
        <Pair
          shares="second"
          first={{ word: t('seeOrder'), onTap: seeOrder }}
          second={{ word: t('bookAgain'), onTap: () => replaceWith('hotel', { id: order.hotelId }) }}
        />
      </BottomBar>
    )
  }
  const opening = step === 'opening' || step === 'sheet'
  return (
    <BottomBar>
      <Pair
        shares="second"
        first={{ word: t('seeOrder'), onTap: seeOrder }}
        second={
          step === 'confirming'
            ? { kind: 'soft', word: t('check'), busy: payment.checking, onTap: payment.check }
            : {
                word: opening ? t('opening') : t('pay', { money: money(order.totalFen) }),
                busy: opening,
                onTap: payment.pay,
              }
        }
      />
    </BottomBar>
  )
}

function PaySkeleton() {
  return (
    <Skeleton className="gutter">
      <View className="pay-blocks">
        <Block width={72} height={20} />
        <Block width={150} height={52} dark />
        <Block width="full" height={4} />
        <Block width="full" height={260} dark />
      </View>
    </Skeleton>
  )
}
