import { money } from '@contract/format.ts'
import { View } from '../../kit/index.ts'
import { order as texts } from '../../texts/order.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { PriceLine } from './price-lines.tsx'
import type { OrderOfGuest } from './story.ts'

/** The stub of an order that is over, or on its way there: what was asked, paid and returned. */
export function SettledStub({ order: { totalFen, paidFen, refundedFen } }: { order: OrderOfGuest }) {
  const t = useTexts(texts)
  return (
    <View>
      {paidFen === 0 && <PriceLine name={t('totalPrice')}>{money(totalFen)}</PriceLine>}
      <PriceLine name={t('totalPaid')}>{money(paidFen)}</PriceLine>
      {refundedFen > 0 && (
        <PriceLine name={t('totalRefunded')}>
          <View className="strong">{money(refundedFen)}</View>
        </PriceLine>
      )}
    </View>
  )
}
