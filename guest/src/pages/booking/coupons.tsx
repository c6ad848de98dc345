import { couponReasons } from '@contract/coupon-reasons.ts'
import { money, textIn } from '@contract/format.ts'
import type { calls as told } from '@contract/generated/guest-calls.ts'
import type { ReplyOf } from '@contract/operation.ts'
import { useEffect, useState } from 'react'
import { call, calls } from '../../api/call.ts'
import { useCall } from '../../api/use-call.ts'
import { Button, CouponCard, RadioMark, Row, Sheet, Tag, Tap, View } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { booking as texts } from '../../texts/booking.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Quote } from './use-quote.ts'

type Coupon = Quote['coupons'][number]
type Held = ReplyOf<typeof told.listMyCoupons>['items'][number]

/** The row of a booking that says which coupon is used, and what it takes off. */
export function CouponRow({ quote, onTap }: { quote: Quote | undefined; onTap: () => void }) {
  const t = useTexts(texts)
  if (!quote) return <Row name={t('coupon')}>{null}</Row>
  const usable = quote.coupons.filter((each) => each.usable).length
  const off = quote.discountFen > 0 && <View className="booking-off">{money(-quote.discountFen)}</View>
  return (
    <Row name={t('coupon')} onTap={onTap} end={off}>
      {quote.couponId === null ? (
        <View className="booking-hint">{usable > 0 ? t('couponUsable', { n: usable }) : t('couponNone')}</View>
      ) : (
        <Tag kind="seal">{quote.couponId === quote.bestCouponId ? t('couponBest') : t('couponOwn')}</Tag>
      )}
    </Row>
  )
}

export interface CouponSheetProps {
  open: boolean
  onClose: () => void
  quote: Quote
  /** The coupon's id, or null for none. */
  onChosen: (couponId: string | null) => void
}

/** All coupons of the member against this booking: what each takes off, or why it cannot be used. */
export function CouponSheet({ open, onClose, quote, onChosen }: CouponSheetProps) {
  const t = useTexts(texts)
  const [chosen, setChosen] = useState(quote.couponId)
  useEffect(() => {
    if (open) setChosen(quote.couponId)
  }, [open])
  const held = useHeld(open)
  const usable = quote.coupons.filter((each) => each.usable)
  const others = quote.coupons.filter((each) => !each.usable)
  const off = usable.find(({ id }) => id === chosen)?.offFen ?? 0
  const done = (couponId: string | null) => {
    onChosen(couponId)
    onClose()
  }
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('couponTitle')}
      bar={
        usable.length > 0 && (
          <View className="booking-coupon-bar">
            <View className="booking-coupon-sum" role="status">
              <View className="xs">{chosen ? t('couponChosen') : t('couponChosenNone')}</View>
              {off > 0 && <View className="booking-off booking-off-large">{money(-off)}</View>}
            </View>
            <Button kind="ghost" size="large" onTap={() => done(null)}>
              {t('couponSkip')}
            </Button>
            <Button size="large" onTap={() => done(chosen)}>
              {t(off > 0 ? 'couponUse' : 'couponDone')}
            </Button>
          </View>
        )
      }
    >
      <View className="gutter booking-coupons">
        {quote.coupons.length === 0 && <View className="s booking-coupons-none">{t('couponEmpty')}</View>}
        {usable.length > 0 && (
          <View className="stack" role="radiogroup" label={t('couponTitle')}>
            {usable.map((coupon) => (
              <Tap
                key={coupon.id}
                className="booking-coupon"
                role="radio"
                told={{ checked: coupon.id === chosen }}
                onTap={() => setChosen(coupon.id)}
              >
                <CouponCard
                  {...coupon}
                  value={held.get(coupon.id) ?? coupon}
                  scope={held.get(coupon.id)?.scope}
                  why={
                    coupon.id === quote.bestCouponId
                      ? t('couponSaves')
                      : t('couponOff', { money: money(coupon.offFen) })
                  }
                  end={<RadioMark on={coupon.id === chosen} />}
                />
              </Tap>
            ))}
          </View>
        )}
        {others.length > 0 && <View className="s booking-coupons-others">{t('couponCannot')}</View>}
        {others.length > 0 && (
          <View className="stack">
            {others.map((coupon) => (
              <Unusable key={coupon.id} coupon={coupon} held={held.get(coupon.id)} />
            ))}
          </View>
        )}
      </View>
    </Sheet>
  )
}

function Unusable({ coupon, held }: { coupon: Coupon; held: Held | undefined }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { reason, missingFen } = coupon
  const why = missingFen
    ? t('couponMissing', { money: money(missingFen) })
    : reason && textIn(language, couponReasons[reason])
  return <CouponCard {...coupon} value={held ?? coupon} scope={held?.scope} why={why || undefined} off />
}

const listedAtMost = 100

/** What the coupons are worth by themselves, and where; a quote only says what each takes off here. */
function useHeld(open: boolean): ReadonlyMap<string, Held> {
  const { value } = useCall(open ? 'booking coupons' : null, async () => {
    const states = ['usable', 'used'] as const
    const pages = await Promise.all(
      states.map((state) => call(calls.listMyCoupons, { query: { state, limit: listedAtMost } })),
    )
    return new Map<string, Held>(pages.flatMap(({ items }) => items.map((item) => [item.id, item] as const)))
  })
  return value ?? noneHeld
}

const noneHeld: ReadonlyMap<string, Held> = new Map()
