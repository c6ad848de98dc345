import { plainMoney } from '../../finding/hotel.ts'
import { boundsOf, endsOf, type PriceScale } from '../../finding/price-scale.ts'
import { Range } from '../../finding/range'
import { px, View } from '../../kit/index.ts'
import { list } from '../../texts/list.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { priceWords } from './wish-chips.tsx'

interface Bounds {
  minFen: number | null
  maxFen: number | null
}

const tallestPx = 56

/** What a night may cost: two thumbs under how many branches cost so much. Nothing where all cost the same. */
export function PriceFilter({
  scale,
  minFen,
  maxFen,
  onChange,
}: Bounds & { scale: PriceScale | null; onChange: (bounds: Bounds) => void }) {
  const t = useTexts(list)
  if (!scale) return null
  const { low, high } = endsOf(scale, { minFen, maxFen })
  const bars = scale.counts.length
  const most = Math.max(...scale.counts)
  const fenAt = (step: number) => scale.fromFen + step * scale.stepFen
  const wordAt = (step: number) => (step >= bars ? t('anyPrice') : plainMoney(fenAt(step)))
  return (
    <>
      <View className="between list-price">
        <View as="h3" className="h3">
          {t('price')}
        </View>
        <View className="strong">{priceWords({ minFen, maxFen }, t) || t('anyPrice')}</View>
      </View>
      <View className="list-bars" told={{ hidden: true }}>
        {scale.counts.map((count, bar) => (
          <View
            key={fenAt(bar)}
            className={`list-bar ${bar >= low && bar < high ? 'list-bar-on' : ''}`}
            style={{ height: px(count === 0 ? 0 : Math.max(4, Math.round((count / most) * tallestPx))) }}
          />
        ))}
      </View>
      <View className="list-range">
        <Range
          lowLabel={t('priceLow')}
          highLabel={t('priceHigh')}
          steps={bars}
          low={low}
          high={high}
          wordAt={wordAt}
          onChange={(ends) => onChange(boundsOf(scale, ends))}
        />
      </View>
      <View className="between xs">
        <View>{plainMoney(scale.fromFen)}</View>
        <View>{t('priceAbove', { money: plainMoney(fenAt(bars - 1)) })}</View>
      </View>
    </>
  )
}
