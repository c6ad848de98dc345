import type { GuestOrder } from '@contract/guest/orders.ts'
import type { NoticeTemplate } from '@contract/notice-templates.ts'
import type { OrderStatus } from '@contract/order-status.ts'
import { useRef, useState } from 'react'
import { call, calls } from '../../api/call.ts'
import { useAct } from '../../api/use-act.ts'
import { useCall } from '../../api/use-call.ts'
import { dayText } from '../../format/days.ts'
import { Button, Card, Mark, Note, ProblemNote, View } from '../../kit/index.ts'
import { askable, askConsents, wasAsked } from '../../state/consents.ts'
import { useLanguage } from '../../state/language.ts'
import { notices } from '../../texts/notices.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** What can still be told of an order, the nearest first. */
const ahead: Partial<Record<OrderStatus, readonly NoticeTemplate[]>> = {
  paid: ['confirmed', 'finished', 'cancelled'],
  checked_in: ['finished'],
}

/** Offers, once for an order, what WeChat may still be allowed to tell of it; nothing when nothing is left to ask. */
export function ForTrip({ onAsked }: { onAsked: () => void }) {
  const t = useTexts(notices)
  const language = useLanguage()
  const offer = useCall('notices trip', offerOf)
  const [given, setGiven] = useState<readonly NoticeTemplate[] | null>(null)
  const said = useRef<NoticeTemplate[] | null>(null)
  const ask = useAct(async (order: GuestOrder, names: readonly NoticeTemplate[]) => {
    // What was allowed is told again when the server did not hear it; the guest is not asked again.
    const accepted = said.current ?? (await askConsents(occasionOf(order), names))
    said.current = accepted
    if (accepted.length > 0) await call(calls.giveConsents, { params: { id: order.id }, body: { accepted } })
    setGiven(accepted)
    onAsked()
  })
  const listed = (names: readonly NoticeTemplate[]) =>
    names.map((name, at) => (at === 0 ? t(name) : t(name).toLowerCase())).join(t('and'))
  if (given) {
    return (
      <View className="notices-trip">
        <Note kind={given.length > 0 ? 'good' : 'plain'} icon="check" role="status">
          {given.length > 0 ? t('opened', { list: listed(given) }) : t('notOpened')}
        </Note>
      </View>
    )
  }
  if (!offer.value) return null
  const { order, names } = offer.value
  const day = dayText(order.checkIn, language)
  return (
    <Card className="notices-trip">
      <Mark colour="pine">{t('forTrip')}</Mark>
      <View className="notices-offer">{t('forTripText', { hotel: order.hotelName, day, list: listed(names) })}</View>
      {ask.failure && <ProblemNote failure={ask.failure} />}
      <View className="notices-button">
        <Button icon="bell" wide busy={ask.running} onTap={() => ask.run(order, names)}>
          {t('open')}
        </Button>
      </View>
    </Card>
  )
}

async function offerOf(): Promise<{ order: GuestOrder; names: readonly NoticeTemplate[] } | null> {
  const lists = await Promise.all(
    (['staying', 'to_arrive'] as const).map((tab) => call(calls.listMyOrders, { query: { tab, limit: 20 } })),
  )
  const [order] = lists
    .flatMap(({ items }) => items)
    .filter((one) => !wasAsked(occasionOf(one)))
    .sort((a, b) => (a.checkIn < b.checkIn ? -1 : 1))
  const names = order ? await askable(ahead[order.status] ?? []) : []
  return order && names.length > 0 ? { order, names } : null
}

/** What was asked on the order's own pages is another occasion. */
function occasionOf({ id }: GuestOrder): string {
  return `${id} notices`
}
