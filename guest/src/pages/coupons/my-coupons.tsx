import { useReachBottom } from '@tarojs/taro'
import { useState } from 'react'
import { call, calls } from '../../api/call.ts'
import { usePages } from '../../api/use-pages.ts'
import { useShownAgain } from '../../api/use-shown-again.ts'
import { Answered, ProblemNote, Tabs, Tap, View } from '../../kit/index.ts'
import { screenTop } from '../../platform/screen'
import { coupons } from '../../texts/coupons.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { CouponsSkeleton } from './coupons-skeleton.tsx'
import { HeldCoupon, type MyCoupon } from './held-coupon.tsx'
import { NoCoupons } from './no-coupons.tsx'

const tabNames = ['usable', 'used', 'expired'] as const
export type Tab = (typeof tabNames)[number]

const atOnce = 50

/** The member's coupons by state; each tab says how many it holds. */
export function MyCoupons() {
  const t = useTexts(coupons)
  const [tab, setTab] = useState<Tab>('usable')
  const lists = { usable: useHeld('usable'), used: useHeld('used'), expired: useHeld('expired') }
  const list = lists[tab]
  const { first, items } = list
  useShownAgain({
    loading: first.loading,
    retry: () => {
      for (const name of tabNames) lists[name].first.retry()
    },
  })
  useReachBottom(() => {
    if (list.hasMore && !list.moreFailure) list.more()
  })
  const counted = (name: Tab) => {
    const { first: of, items: held, hasMore } = lists[name]
    if (of.value === undefined) return t(name)
    return t(hasMore ? 'countedMore' : 'counted', { word: t(name), n: held.length })
  }
  return (
    <>
      <View className="coupons-tabs" style={{ top: `${screenTop.statusPx + screenTop.barPx}px` }}>
        <Tabs
          label={t('tabs')}
          items={tabNames.map((name) => ({ name, word: counted(name) }))}
          now={tab}
          onChange={setTab}
        />
      </View>
      <Answered of={first} skeleton={<CouponsSkeleton />}>
        {() =>
          items.length === 0 ? (
            <NoCoupons tab={tab} onSeeUsable={() => setTab('usable')} />
          ) : (
            <View className="coupons-list">
              <View as="ul">
                {items.map((coupon) => (
                  <HeldCoupon key={coupon.id} of={coupon} />
                ))}
              </View>
              {list.moreFailure && <ProblemNote failure={list.moreFailure} />}
              {list.hasMore && (
                <Tap className="s coupons-more" onTap={list.more} told={{ busy: list.loadingMore }}>
                  {t('more')}
                </Tap>
              )}
              <Foot tab={tab} items={items} />
            </View>
          )
        }
      </Answered>
    </>
  )
}

function useHeld(state: Tab) {
  return usePages(`coupons ${state}`, (cursor) =>
    call(calls.listMyCoupons, { query: { state, cursor, limit: atOnce } }),
  )
}

function Foot({ tab, items }: { tab: Tab; items: readonly MyCoupon[] }) {
  const t = useTexts(coupons)
  if (tab === 'expired') return null
  const locked = items.some(({ state }) => state === 'locked')
  return (
    <View className="s coupons-foot">
      {tab === 'usable' && <View>{t('best')}</View>}
      <View>{t(tab === 'usable' ? 'comesBack' : locked ? 'comesBackLocked' : 'comesBackUsed')}</View>
    </View>
  )
}
