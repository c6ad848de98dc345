import type { GuestOrder } from '@contract/guest/orders.ts'
import { call, calls } from '../../api/call.ts'
import { useCall } from '../../api/use-call.ts'
import { hasContact, WeChatTap } from '../../finding/wechat-tap'
import { pathTo } from '../../go.ts'
import { Card, Icon, Row, Sheet, View } from '../../kit/index.ts'
import { callPhone } from '../../platform/away'
import { useSite } from '../../state/site.ts'
import { me } from '../../texts/me.ts'
import { useTexts } from '../../texts/use-texts.ts'

export interface ServiceSheetProps {
  open: boolean
  onClose: () => void
  /** The hotel the guest is at or goes to can be called at once. */
  trip: GuestOrder | null
}

/** Everybody who can help: the chain in WeChat and by phone, the guest's own hotel, else every hotel on its page. */
export function ServiceSheet({ open, onClose, trip }: ServiceSheetProps) {
  const t = useTexts(me)
  const phone = useSite()?.servicePhone ?? null
  const { value: hotel } = useCall(open && trip ? `hotel ${trip.hotelId}` : null, () =>
    call(calls.getHotel, { params: { id: trip?.hotelId ?? '' } }),
  )
  return (
    <Sheet open={open} onClose={onClose} title={t('serviceTitle')}>
      <View className="gutter me-sheet">
        <Card plain>
          {hasContact && (
            <WeChatTap open="contact" className="row me-service" otherwise={onClose}>
              <Icon name="msg" size={22} colour="ink-2" />
              <View className="row-value">
                <View>{t('serviceChat')}</View>
                <View className="xs">{t('serviceChatText')}</View>
              </View>
              <Icon name="right" size={18} colour="ink-3" />
            </WeChatTap>
          )}
          {phone && (
            <Row icon="phone" onTap={() => callPhone(phone)} end={phone}>
              {t('servicePhone')}
            </Row>
          )}
          {hotel && (
            <Row icon="desk" onTap={() => callPhone(hotel.phone)}>
              <View>{t('serviceHotel')}</View>
              <View className="xs">{`${hotel.name} ${hotel.phone}`}</View>
            </Row>
          )}
          {!hotel && (
            <Row icon="search" path={pathTo('list')}>
              <View>{t('serviceFind')}</View>
              <View className="xs">{t('serviceHotels')}</View>
            </Row>
          )}
        </Card>
      </View>
    </Sheet>
  )
}
