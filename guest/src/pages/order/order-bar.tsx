import { money } from '@contract/format.ts'
import { go } from '../../go.ts'
import { BottomBar, Button, type IconName, View } from '../../kit/index.ts'
import { callPhone } from '../../platform/away'
import { useLanguage } from '../../state/language.ts'
import { order as texts } from '../../texts/order.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { openAtOnce } from '../pay/open-at-once.ts'
import { navigateTo } from './address-card.tsx'
import './order-bar.css'
import type { OrderOfGuest } from './story.ts'
import type { HotelOfOrder } from './use-order.ts'

type Way = 'pay' | 'cancelOrder' | 'navigate' | 'callHotel' | 'invoice' | 'bookAgain'

/** What a guest can do in each state: beside, and the one main way on. */
const ways: Record<OrderOfGuest['status'], { side?: Way; main?: Way }> = {
  awaiting_payment: { side: 'cancelOrder', main: 'pay' },
  paid: { side: 'cancelOrder', main: 'navigate' },
  checked_in: { side: 'invoice', main: 'callHotel' },
  finished: { side: 'invoice', main: 'bookAgain' },
  cancelling: { side: 'callHotel' },
  cancelled: { side: 'callHotel', main: 'bookAgain' },
  expiring: { side: 'callHotel' },
  expired: { side: 'callHotel', main: 'bookAgain' },
  refunding: { side: 'callHotel', main: 'bookAgain' },
  refunded: { side: 'callHotel', main: 'bookAgain' },
  no_show: { side: 'bookAgain', main: 'callHotel' },
}

const icons: Partial<Record<Way, IconName>> = { navigate: 'near', callHotel: 'phone' }

export interface OrderBarProps {
  order: OrderOfGuest
  hotel: HotelOfOrder | undefined
  onCancel: () => void
}

export function OrderBar({ order, hotel, onCancel }: OrderBarProps) {
  const language = useLanguage()
  const { side, main } = ways[order.status]
  const acts: Record<Way, () => void> = {
    pay: () => {
      openAtOnce(order.id, 'order')
      go('pay', { id: order.id })
    },
    cancelOrder: onCancel,
    navigate: () => hotel && navigateTo(hotel, language),
    callHotel: () => hotel && callPhone(hotel.phone),
    invoice: () => go('invoices', { orderId: order.id }),
    bookAgain: () => go('hotel', { id: order.hotelId }),
  }
  return (
    <BottomBar>
      {side && (
        <View className={main ? 'order-bar-side' : 'order-bar-alone'}>
          <WayButton way={side} order={order} kind="ghost" onTap={acts[side]} />
        </View>
      )}
      {main && <WayButton way={main} order={order} kind="main" onTap={acts[main]} />}
    </BottomBar>
  )
}

function WayButton({
  way,
  order,
  kind,
  onTap,
}: {
  way: Way
  order: OrderOfGuest
  kind: 'main' | 'ghost'
  onTap: () => void
}) {
  const t = useTexts(texts)
  return (
    <Button kind={kind} size="large" wide icon={icons[way]} onTap={onTap}>
      {way === 'pay' ? t('pay', { money: money(order.totalFen) }) : t(way)}
    </Button>
  )
}
