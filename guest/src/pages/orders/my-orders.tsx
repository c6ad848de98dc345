import type { GuestOrder, orderTabNames } from '@contract/guest/orders.ts'
import { useReachBottom } from '@tarojs/taro'
import { useState } from 'react'
import { call, calls } from '../../api/call.ts'
import { useCall } from '../../api/use-call.ts'
import { usePages } from '../../api/use-pages.ts'
import { useShownAgain } from '../../api/use-shown-again.ts'
import { useQuery } from '../../go.ts'
import { Answered, ProblemNote, Tabs, Tap, View } from '../../kit/index.ts'
import { screenTop } from '../../platform/screen'
import { orders } from '../../texts/orders.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { CancelSheet } from './cancel-sheet.tsx'
import { NoOrders } from './no-orders.tsx'
import { OrderCard } from './order-card.tsx'
import { OrdersSkeleton } from './orders-skeleton.tsx'

export type Tab = (typeof orderTabNames)[number]

const tabs = [
  { name: 'all', word: 'all' },
  { name: 'to_pay', word: 'toPay' },
  { name: 'to_arrive', word: 'toArrive' },
  { name: 'staying', word: 'staying' },
  { name: 'finished', word: 'finished' },
  { name: 'cancelled', word: 'cancelled' },
] as const satisfies readonly { name: Tab; word: string }[]

/** The member's orders by tab, the newest first. */
export function MyOrders() {
  const t = useTexts(orders)
  const asked = useQuery('orders').tab
  const [tab, setTab] = useState<Tab>(tabs.find(({ name }) => name === asked)?.name ?? 'all')
  const [cancelling, setCancelling] = useState<GuestOrder | null>(null)
  const list = usePages(`orders ${tab}`, (cursor) => call(calls.listMyOrders, { query: { tab, cursor } }))
  const unpaid = useCall('orders unpaid', () => call(calls.listMyOrders, { query: { tab: 'to_pay', limit: 1 } }))
  const askAgain = () => {
    list.first.retry()
    unpaid.retry()
  }
  useShownAgain({ loading: list.first.loading, retry: askAgain })
  useReachBottom(() => {
    if (list.hasMore && !list.moreFailure) list.more()
  })
  const firstToPay = list.items.find(({ status }) => status === 'awaiting_payment')?.id
  const owed = (unpaid.value?.items.length ?? 0) > 0
  return (
    <>
      <View className="orders-tabs" style={{ top: `${screenTop.statusPx + screenTop.barPx}px` }}>
        <Tabs
          label={t('tabs')}
          items={tabs.map(({ name, word }) => ({
            name,
            word: t(word),
            dot: name === 'to_pay' && tab !== name && owed,
          }))}
          now={tab}
          onChange={setTab}
        />
      </View>
      <Answered of={list.first} skeleton={<OrdersSkeleton />}>
        {() =>
          list.items.length === 0 ? (
            <NoOrders tab={tab} />
          ) : (
            <View className="orders-list">
              <View as="ul">
                {list.items.map((order) => (
                  <OrderCard
                    key={order.id}
                    of={order}
                    main={order.id === firstToPay}
                    onCancel={() => setCancelling(order)}
                    onOver={askAgain}
                  />
                ))}
              </View>
              {list.moreFailure && <ProblemNote failure={list.moreFailure} />}
              {list.hasMore ? (
                <Tap className="s orders-more" onTap={list.more} told={{ busy: list.loadingMore }}>
                  {t('earlier')}
                </Tap>
              ) : (
                <View className="xs orders-end">{t('end')}</View>
              )}
            </View>
          )
        }
      </Answered>
      <CancelSheet order={cancelling} onClose={() => setCancelling(null)} onCancelled={askAgain} />
    </>
  )
}
