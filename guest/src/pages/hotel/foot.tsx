import { useChain } from '../../finding/service.ts'
import { hasContact, WeChatTap } from '../../finding/wechat-tap'
import { Card, Icon, Row, SectionTitle, View } from '../../kit/index.ts'
import { callPhone } from '../../platform/away'
import { hotel as texts } from '../../texts/hotel.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Hotel } from './rooms.ts'

/** What one wants to know before coming, and whom to ask. */
export function Foot({ hotel }: { hotel: Hotel }) {
  const t = useTexts(texts)
  const { phone: service } = useChain()
  return (
    <View className="gutter hotel-foot">
      <SectionTitle>{t('beforeYouCome')}</SectionTitle>
      <Card plain>
        <Row icon="clock">
          <View>{t('hours', { from: hotel.checkInFrom, until: hotel.checkOutUntil })}</View>
          <View className="xs">{t('hoursNote')}</View>
        </Row>
        <Row icon="key">
          <View>{t('papers')}</View>
          <View className="xs">{t('papersNote')}</View>
        </Row>
        <Row icon="phone" onTap={() => callPhone(hotel.phone)}>
          <View>{t('frontDesk')}</View>
          <View className="xs">{hotel.phone}</View>
        </Row>
        {hasContact ? (
          <WeChatTap open="contact" className="row hotel-service" otherwise={() => undefined}>
            <ServiceWords note={t('serviceInWeChat')} />
          </WeChatTap>
        ) : (
          service && (
            <Row icon="msg" onTap={() => callPhone(service.number)}>
              <View>{t('service')}</View>
              <View className="xs">{service.number}</View>
            </Row>
          )
        )}
      </Card>
    </View>
  )
}

function ServiceWords({ note }: { note: string }) {
  const t = useTexts(texts)
  return (
    <>
      <Icon name="msg" size={22} colour="ink-2" />
      <View className="row-value">
        <View>{t('service')}</View>
        <View className="xs">{note}</View>
      </View>
      <Icon name="right" size={18} colour="ink-3" />
    </>
  )
}
