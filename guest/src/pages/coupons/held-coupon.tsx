import type { calls } from '@contract/generated/guest-calls.ts'
import type { ReplyOf } from '@contract/operation.ts'
import { dayText } from '../../format/days.ts'
import { nightsBetween } from '../../format/nights.ts'
import { go, pathTo } from '../../go.ts'
import { CouponCard, onlyHotelOf, Tap, View, Way } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { hotelToday } from '../../state/trip.ts'
import { coupons } from '../../texts/coupons.ts'
import { useTexts } from '../../texts/use-texts.ts'

export type MyCoupon = ReplyOf<typeof calls.listMyCoupons>['items'][number]

/** From so many days before its last one, a coupon says how long it has. */
const soonDays = 7

/** A coupon the member holds or held: why it can or cannot be used, and the way to use it or to where it was used. */
export function HeldCoupon({ of: coupon }: { of: MyCoupon }) {
  const { name, validFrom, validUntil, scope, from, state, orderId } = coupon
  const t = useTexts(coupons)
  const language = useLanguage()
  const today = hotelToday()
  const early = state === 'usable' && validFrom > today
  const off = state !== 'usable' || early
  const left = nightsBetween(today, validUntil)
  const why = {
    usable: early
      ? t('from', { day: dayText(validFrom, language) })
      : left === 0
        ? t('lastDay')
        : left <= soonDays
          ? t('daysLeft', { n: left })
          : undefined,
    locked: t('whyLocked'),
    used: t('whyUsed'),
    expired: t('whyExpired'),
  }[state]
  return (
    <View as="li" className="coupons-one">
      <CouponCard
        name={name}
        value={coupon}
        validUntil={validUntil}
        scope={scope}
        from={from}
        why={why}
        off={off}
        end={
          off ? (
            orderId && (
              <Way className="coupons-order" path={pathTo('order', { id: orderId })}>
                {t('order')}
              </Way>
            )
          ) : (
            <Tap
              className="button button-soft button-medium coupons-use"
              label={t('useIt', { name })}
              onTap={() => useNow(coupon)}
            >
              {t('use')}
            </Tap>
          )
        }
      />
    </View>
  )
}

/** Where it is good for one branch, that branch; else any booking may take it: the list for the guest's city and dates. */
function useNow({ scope }: MyCoupon): void {
  const id = onlyHotelOf(scope)
  if (id) go('hotel', { id })
  else go('list')
}
