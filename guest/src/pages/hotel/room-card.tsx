import { dotted } from '../../finding/hotel.ts'
import { Picture, Tap, Text, View } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { hotel as texts } from '../../texts/hotel.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Opened } from './hotel-body.tsx'
import { PlanRow } from './plan-row.tsx'
import { commonRefusal, type Hotel, isFree, type RoomType } from './rooms.ts'
import { TakenRow } from './taken-row.tsx'

interface RoomCardProps {
  hotel: Hotel
  type: RoomType
  nowMs: number
  open: (what: Opened) => void
}

const facilitiesAtMost = 2

/** A room type with its plans; one row for all of them when they cannot be had for the same reason. */
export function RoomCard({ hotel, type, nowMs, open }: RoomCardProps) {
  const t = useTexts(texts)
  const language = useLanguage()
  const refusal = commonRefusal(type)
  const holds = [t('sleeps', { n: type.guests }), ...type.facilities.slice(0, facilitiesAtMost)]
  return (
    <View as="article" className="card hotel-room">
      <Tap className="hotel-room-top" onTap={() => open({ what: 'room', type })}>
        <View className="hotel-room-picture">
          <Picture image={type.images[0]} alt="" width={120} height={96} grey={!isFree(type)} className="thumb" />
          {type.images.length > 0 && (
            <Text className="hotel-room-count">{t('pictureCount', { n: type.images.length })}</Text>
          )}
        </View>
        <View className="grow hotel-room-words">
          <View as="h3" className="h2">
            {type.name}
          </View>
          <View className="s hotel-room-facts">{dotted([t('area', { n: type.areaM2 }), type.bed], language)}</View>
          <View className="s">{dotted(holds, language)}</View>
        </View>
      </Tap>
      {refusal ? (
        <TakenRow type={type} refusal={refusal} open={open} />
      ) : (
        type.ratePlans.map((plan) => (
          <PlanRow key={plan.id} hotel={hotel} type={type} plan={plan} nowMs={nowMs} open={open} />
        ))
      )}
    </View>
  )
}
