import { useState } from 'react'
import { serverClock } from '../../api/clock.ts'
import { useQuery } from '../../go.ts'
import { Block, Card, Icon, Note, Page, Rich, SignedIn, Skeleton, State, Tap, TermsBar, View } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { useSession } from '../../state/session.ts'
import { order as texts } from '../../texts/order.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { AddressCard } from './address-card.tsx'
import { ArrivalStub } from './arrival-stub.tsx'
import { CancelSheet } from './cancel-sheet.tsx'
import { FactsCard, RoomsCard } from './facts-card.tsx'
import { Found } from './found.tsx'
import { type HeadFacts, headOf, hotelDayAt } from './head.ts'
import { Held } from './held.tsx'
import './index.css'
import { OrderBar } from './order-bar.tsx'
import { MoneyStub, OrderPass } from './order-pass.tsx'
import { RoadCard } from './road-card.tsx'
import { SettledStub } from './settled-stub.tsx'
import { StayingCard, StayingRows } from './staying-card.tsx'
import type { OrderOfGuest, StoryStep } from './story.ts'
import { TermsLine } from './terms-line.tsx'
import { type HotelOfOrder, useHotelOf, useOrder } from './use-order.ts'

export default function Order() {
  const t = useTexts(texts)
  const { id = '' } = useQuery('order')
  const { member } = useSession()
  const { order, steps } = useOrder(member ? id : '')
  const hotel = useHotelOf(order.value?.hotelId)
  const [cancelling, setCancelling] = useState(false)
  const { value } = order
  return (
    <Page
      title={t('title')}
      bar={member && value && <OrderBar order={value} hotel={hotel} onCancel={() => setCancelling(true)} />}
    >
      <SignedIn>
        <Found of={order} nameless={id === ''} hotel={hotel} skeleton={<OrderSkeleton />}>
          {(found) => (
            <Body
              order={found}
              steps={steps}
              hotel={hotel}
              onOver={order.retry}
              onPreview={() => setCancelling(true)}
            />
          )}
        </Found>
      </SignedIn>
      {value && (
        <CancelSheet open={cancelling} onClose={() => setCancelling(false)} order={value} onChanged={order.put} />
      )}
    </Page>
  )
}

interface BodyProps {
  order: OrderOfGuest
  steps: readonly StoryStep[]
  hotel: HotelOfOrder | undefined
  /** The time to pay is up. */
  onOver: () => void
  onPreview: () => void
}

function Body({ order, steps, hotel, onOver, onPreview }: BodyProps) {
  const t = useTexts(texts)
  const language = useLanguage()
  const facts: HeadFacts = { order, steps, today: hotelDayAt(serverClock.now(), order.zone), language, t }
  return (
    <>
      {order.status === 'awaiting_payment' ? <Held order={order} onOver={onOver} /> : <Head {...facts} />}
      <View className="gutter order-body">
        <Middle order={order} hotel={hotel} onPreview={onPreview} />
        <RoadCard {...facts} />
        <FactsCard order={order} />
      </View>
    </>
  )
}

/** What each state is about: paying, arriving, staying, or what became of the money. */
function Middle({ order, hotel, onPreview }: Pick<BodyProps, 'order' | 'hotel' | 'onPreview'>) {
  const t = useTexts(texts)
  switch (order.status) {
    case 'awaiting_payment':
      return (
        <>
          <OrderPass order={order} stub={<MoneyStub order={order} />} />
          <TermsLine phases={order.cancelPolicy.phases} zone={order.zone} />
          <RoomsCard order={order} />
        </>
      )
    case 'paid':
      return (
        <>
          <OrderPass order={order} stub={<ArrivalStub order={order} />} />
          {hotel && <AddressCard hotel={hotel} />}
          <Card>
            <TermsBar
              policy={order.cancelPolicy}
              zone={order.zone}
              nowMs={serverClock.now()}
              end={
                <Tap className="link order-preview" onTap={onPreview}>
                  <View>{t('preview')}</View>
                  <Icon name="right" size={16} colour="pine" />
                </Tap>
              }
            />
          </Card>
          <RoomsCard order={order} />
        </>
      )
    case 'checked_in':
      return (
        <>
          <StayingCard order={order} />
          <StayingRows order={order} hotel={hotel} />
          <RoomsCard order={order} />
        </>
      )
    default:
      return (
        <>
          <OrderPass order={order} stub={<SettledStub order={order} />} />
          <RoomsCard order={order} />
        </>
      )
  }
}

/** Where the order stands, in words of its own. */
function Head(facts: HeadFacts) {
  const { title, text, late } = headOf(facts)
  return (
    <View className="order-head">
      <View role="status">
        <State of={facts.order.status} />
        <View as="h2" className="h1 order-title">
          {title}
        </View>
        <View className="s">
          <Rich of={text} />
        </View>
      </View>
      {late && (
        <View className="order-late">
          <Note kind={late.kind} role="status">
            {late.text}
          </Note>
        </View>
      )}
    </View>
  )
}

function OrderSkeleton() {
  return (
    <Skeleton className="gutter">
      <View className="order-blocks">
        <Block width={72} height={20} />
        <Block width={180} height={36} dark />
        <Block width={260} height={16} />
        <Block width="full" height={236} dark />
        <Block width="full" height={180} />
      </View>
    </Skeleton>
  )
}
