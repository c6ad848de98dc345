import { Icon, Price, QrCode, Tap, View } from '../../kit/index.ts'
import { order as texts } from '../../texts/order.ts'
import { useTexts } from '../../texts/use-texts.ts'
import './arrival-stub.css'
import { groupedNo } from './order-no.ts'
import type { OrderOfGuest } from './story.ts'
import { useCopy } from './use-copy.ts'

/** The stub after payment: the code the desk scans, the number it reads, and what was paid. */
export function ArrivalStub({ order }: { order: OrderOfGuest }) {
  const t = useTexts(texts)
  const { copied, copy } = useCopy(order.orderNo)
  return (
    <View className="arrival">
      <QrCode text={order.orderNo} label={t('arrivalCode', { no: groupedNo(order.orderNo) })} size={112} />
      <View className="grow arrival-words">
        <View className="xs">{t('orderNo')}</View>
        <View className="h3">{groupedNo(order.orderNo)}</View>
        <View className="xs arrival-paid">{t('totalPaid')}</View>
        <Price amountFen={order.paidFen} size={20} />
        <Tap className="arrival-copy" onTap={copy}>
          <Icon name={copied ? 'check' : 'copy'} size={16} colour="pine" />
          <View told={{ live: 'polite' }}>{t(copied ? 'copied' : 'copyNo')}</View>
        </Tap>
      </View>
    </View>
  )
}
