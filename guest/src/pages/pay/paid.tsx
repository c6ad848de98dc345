import mark from '@brand/art/mark.svg'
import { money } from '@contract/format.ts'
import type { NoticeTemplate } from '@contract/notice-templates.ts'
import { useEffect, useState } from 'react'
import { call, calls } from '../../api/call.ts'
import { useAct } from '../../api/use-act.ts'
import { dayText } from '../../format/days.ts'
import { Button, Card, Icon, ProblemNote, px, View } from '../../kit/index.ts'
import { askable, askConsents, wasAsked } from '../../state/consents.ts'
import { useLanguage } from '../../state/language.ts'
import { pay as texts } from '../../texts/pay.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { OrderPass } from '../order/order-pass.tsx'
import type { OrderOfGuest } from '../order/story.ts'
import type { HotelOfOrder } from '../order/use-order.ts'

export interface PaidProps {
  order: OrderOfGuest
  hotel: HotelOfOrder | undefined
  /** The payment came after the deadline, and the room was still there. */
  late: boolean
}

/** The room is theirs: the seal, once, and the one question that fits here. */
export function Paid({ order, hotel, late }: PaidProps) {
  const t = useTexts(texts)
  const language = useLanguage()
  const said = {
    money: money(order.paidFen),
    day: dayText(order.checkIn, language),
    time: order.checkInFrom,
    address: hotel?.address ?? '',
  }
  return (
    <View className="gutter paid">
      <View className="paid-head" role="status">
        <View
          className="paid-seal"
          told={{ hidden: true }}
          style={{ width: px(98), height: px(98), backgroundImage: `url("${mark}")` }}
        />
        <View as="h2" className="h1">
          {t('paidTitle')}
        </View>
        {late && <View className="s pine strong">{t('paidLate')}</View>}
        <View className="s">{t(hotel ? 'paidText' : 'paidTextShort', said)}</View>
      </View>
      <OrderPass order={order} />
      <TellMe order={order} />
    </View>
  )
}

const wanted = ['confirmed', 'finished'] as const satisfies NoticeTemplate[]

/** Asks, once, whether to tell of check-in and check-out; nothing where WeChat or the guest has decided already. */
function TellMe({ order: { id } }: { order: OrderOfGuest }) {
  const t = useTexts(texts)
  const occasion = `${id} paid`
  const [names, setNames] = useState<NoticeTemplate[]>([])
  const [answer, setAnswer] = useState<'open' | 'told' | 'not_told'>('open')
  useEffect(() => {
    let over = false
    if (wasAsked(occasion)) return
    // Nobody misses a question that could not be prepared.
    askable(wanted).then(
      (can) => over || setNames(can),
      () => undefined,
    )
    return () => {
      over = true
    }
  }, [occasion])
  const ask = useAct(async () => {
    const accepted = await askConsents(occasion, names)
    if (accepted.length === 0) return setAnswer('not_told')
    await call(calls.giveConsents, { params: { id }, body: { accepted } })
    setAnswer('told')
  })
  if (names.length === 0) return null
  return (
    <>
      <Card className="paid-tell">
        <Icon name={answer === 'told' ? 'check' : 'bell'} size={22} colour="pine" />
        <View className="grow" told={{ live: 'polite' }}>
          <View className="h3">{t(answer === 'open' ? 'tellTitle' : answer === 'told' ? 'tellYes' : 'tellNo')}</View>
          <View className="xs">
            {t(answer === 'open' ? 'tellText' : answer === 'told' ? 'tellYesText' : 'tellNoText')}
          </View>
        </View>
        {answer === 'open' && (
          <Button kind="soft" busy={ask.running} onTap={ask.run} label={t('tellYesLabel')}>
            {t('tellDo')}
          </Button>
        )}
      </Card>
      {ask.failure && <ProblemNote failure={ask.failure} />}
    </>
  )
}
