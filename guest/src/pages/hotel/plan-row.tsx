import { fewRooms, plainMoney } from '../../finding/hotel.ts'
import { momentText } from '../../format/days.ts'
import { nightsBetween } from '../../format/nights.ts'
import { go } from '../../go.ts'
import { Button, Icon, keptText, Price, Tap, Text, View } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { useTrip } from '../../state/trip.ts'
import { finding } from '../../texts/finding.ts'
import { hotel as texts } from '../../texts/hotel.ts'
import { kit } from '../../texts/kit.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Opened } from './hotel-body.tsx'
import { type Hotel, type Plan, type RoomType, termNow } from './rooms.ts'
import { TakenRow } from './taken-row.tsx'

interface PlanRowProps {
  hotel: Hotel
  type: RoomType
  plan: Plan
  nowMs: number
  open: (what: Opened) => void
}

/** A plan: what it has, what cancelling costs, a night’s price and all of it, how few are left, and the way to book. */
export function PlanRow({ hotel, type, plan, nowMs, open }: PlanRowProps) {
  const t = useTexts(texts)
  const say = useTexts(finding)
  if (plan.refusal) return <TakenRow type={type} plan={plan} refusal={plan.refusal} open={open} />
  const few = plan.roomsLeft !== null && plan.roomsLeft <= fewRooms
  const breakfast = plan.breakfast === 0 ? t('noBreakfast') : t('breakfast', { n: plan.breakfast })
  return (
    <View className="hotel-plan">
      <View className="hotel-plan-words">
        <View className="h3">{plan.name}</View>
        {breakfast !== plan.name && <View className="xs hotel-plan-food">{breakfast}</View>}
        <Tap className="hotel-term" onTap={() => open({ what: 'terms', plan })}>
          <TermWords hotel={hotel} plan={plan} nowMs={nowMs} />
        </Tap>
      </View>
      <View className="hotel-plan-buy">
        <View className="hotel-plan-price">
          {few && <View className="xs hotel-left">{say('left', { n: plan.roomsLeft! })}</View>}
          <View>
            <Price amountFen={plan.averageFen} as="night" size={20} />
            <Text className="xs">{t('aNight')}</Text>
          </View>
          <TotalWords plan={plan} />
        </View>
        <Button
          className="hotel-book"
          label={t('bookThis', { room: type.name, plan: plan.name })}
          onTap={() => go('booking', { hotelId: hotel.id, roomTypeId: type.id, ratePlanId: plan.id })}
        >
          {t('book')}
        </Button>
      </View>
    </View>
  )
}

function TotalWords({ plan: { totalFen } }: { plan: Plan }) {
  const t = useTexts(texts)
  const say = useTexts(finding)
  const { checkIn, checkOut, rooms } = useTrip()
  const nights = say('nights', { n: nightsBetween(checkIn, checkOut) })
  const stay = rooms > 1 ? `${say('rooms', { n: rooms })} ${nights}` : nights
  return <View className="xs">{t('total', { stay, money: plainMoney(totalFen) })}</View>
}

function TermWords({ hotel, plan, nowMs }: { hotel: Hotel; plan: Plan; nowMs: number }) {
  const t = useTexts(texts)
  const words = useTexts(kit)
  const language = useLanguage()
  const term = termNow(plan.cancelPolicy, nowMs)
  const free = term.kind === 'free'
  return (
    <View className={`xs hotel-term-words ${free ? 'hotel-term-free' : ''}`}>
      <Icon name={free ? 'shield' : 'info'} size={14} colour={free ? 'pine' : 'ink-3'} />
      <Text>
        {term.kind === 'lost' && t('noRefund')}
        {term.kind === 'kept' && t('cancelNow', { kept: keptText(term.kept, term.keptFen, words) })}
        {term.kind === 'free' &&
          (term.until
            ? t('freeUntil', { until: momentText(term.until, { zone: hotel.zone, language, today: hotel.today }) })
            : t('freeAlways'))}
      </Text>
    </View>
  )
}
