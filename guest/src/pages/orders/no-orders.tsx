import gate from '@brand/art/empty-gate.svg'
import lantern from '@brand/art/empty-lantern.svg'
import road from '@brand/art/empty-road.svg'
import { go } from '../../go.ts'
import { Button, Empty } from '../../kit/index.ts'
import { orders } from '../../texts/orders.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Tab } from './my-orders.tsx'

const said = {
  all: { picture: road, title: 'emptyRoad', text: 'emptyRoadText' },
  to_pay: { picture: gate, title: 'emptyToPay', text: 'emptyToPayText' },
  to_arrive: { picture: road, title: 'emptyRoad', text: 'emptyRoadText' },
  staying: { picture: lantern, title: 'emptyStaying', text: 'emptyStayingText' },
  finished: { picture: road, title: 'emptyFinished', text: 'emptyFinishedText' },
  cancelled: { picture: gate, title: 'emptyCancelled', text: 'emptyCancelledText' },
} as const satisfies Record<Tab, object>

/** Nothing in this tab, and what would stand there. */
export function NoOrders({ tab }: { tab: Tab }) {
  const t = useTexts(orders)
  const { picture, title, text } = said[tab]
  return (
    <Empty picture={picture} title={t(title)} text={t(text)}>
      <Button onTap={() => go('home')}>{t('find')}</Button>
    </Empty>
  )
}
