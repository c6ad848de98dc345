import { call, calls } from '../../api/call.ts'
import { useCall } from '../../api/use-call.ts'
import { dotted } from '../../finding/hotel.ts'
import { dayText } from '../../format/days.ts'
import { pathTo } from '../../go.ts'
import { Icon, Price, View, Way } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { useSession } from '../../state/session.ts'
import { home } from '../../texts/home.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** The member's coupon that ends first. Nothing for others: it is no reason to sign in, nor to show a failure. */
export function CouponStrip() {
  const t = useTexts(home)
  const language = useLanguage()
  const { member } = useSession()
  const { value } = useCall(member ? 'home coupon' : null, () =>
    call(calls.listMyCoupons, { query: { state: 'usable', limit: 10 } }),
  )
  const coupon = value?.items.find(({ kind, state }) => kind === 'amount' && state === 'usable')
  if (!member || !coupon || coupon.offFen === null) return null
  const conditions = [
    coupon.thresholdFen > 0 ? t('couponOver', { n: coupon.thresholdFen / 100 }) : '',
    t('couponUntil', { day: dayText(coupon.validUntil, language) }),
  ]
  return (
    <Way className="card home-coupon" path={pathTo('coupons')}>
      <View className="home-coupon-value">
        <Price amountFen={coupon.offFen} as="night" size={28} seal />
      </View>
      <View className="home-coupon-cut" />
      <View className="grow home-coupon-words">
        <View className="h3">{t('coupon', { name: coupon.name })}</View>
        <View className="xs">{dotted(conditions, language)}</View>
      </View>
      <View className="home-coupon-use">
        <View>{t('couponUse')}</View>
        <Icon name="right" size={16} colour="pine" />
      </View>
    </Way>
  )
}
