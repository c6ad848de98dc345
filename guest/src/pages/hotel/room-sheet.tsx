import { call, calls } from '../../api/call.ts'
import { useCall } from '../../api/use-call.ts'
import { Picture, Scroll, Sheet, Tag, View } from '../../kit/index.ts'
import { hotel as texts } from '../../texts/hotel.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { RoomType } from './rooms.ts'

/** One room, nearer: all its pictures, what it is like and what is in it. */
export function RoomSheet({ type, onClose }: { type: RoomType | null; onClose: () => void }) {
  const t = useTexts(texts)
  const detail = useCall(type && `room ${type.id}`, async () => {
    return (await call(calls.getRoomType, { params: { id: type!.id } })).description
  })
  const facts = type && [
    { name: t('areaWord'), value: t('area', { n: type.areaM2 }) },
    { name: t('bedWord'), value: type.bed },
    { name: t('guestsWord'), value: t('sleeps', { n: type.guests }) },
  ]
  return (
    <Sheet open={type !== null} onClose={onClose} title={type?.name ?? ''}>
      {type && (
        <View className="hotel-detail">
          {type.images.length > 0 && (
            <Scroll axis="x" className="hotel-detail-shots">
              {type.images.map((image) => (
                <View key={image.id} className="hotel-detail-shot">
                  <Picture image={image} width={type.images.length > 1 ? 300 : 358} height={220} className="thumb" />
                </View>
              ))}
            </Scroll>
          )}
          <View className="gutter">
            {detail.value && <View className="hotel-detail-text">{detail.value}</View>}
            <View as="dl" className="card">
              {facts?.map(({ name, value }) => (
                <View key={name} className="row">
                  <View as="dt" className="row-name">
                    {name}
                  </View>
                  <View as="dd" className="row-value">
                    {value}
                  </View>
                </View>
              ))}
            </View>
            {type.facilities.length > 0 && (
              <View className="hotel-detail-tags">
                {type.facilities.map((facility) => (
                  <Tag key={facility}>{facility}</Tag>
                ))}
              </View>
            )}
          </View>
        </View>
      )}
    </Sheet>
  )
}
