import { Block, Skeleton, View } from '../../kit/index.ts'

/** The page in blocks: picture, name, address, dates, a room. */
export function HotelSkeleton() {
  return (
    <Skeleton>
      <Block width="full" height={296} />
      <View className="hotel-plane">
        <View className="gutter hotel-blocks">
          <Block width={220} height={28} dark />
          <Block width={180} height={16} />
          <Block width={260} height={20} />
        </View>
        <RoomBlocks />
      </View>
    </Skeleton>
  )
}

export function RoomsSkeleton() {
  return (
    <Skeleton>
      <RoomBlocks />
      <RoomBlocks />
    </Skeleton>
  )
}

function RoomBlocks() {
  return (
    <View className="gutter hotel-rooms">
      <View className="card hotel-room">
        <View className="hotel-room-top">
          <Block width={120} height={96} />
          <View className="grow hotel-blocks">
            <Block width={140} height={20} dark />
            <Block width={110} height={14} />
            <Block width={90} height={14} />
          </View>
        </View>
        <View className="hotel-plan">
          <View className="grow hotel-blocks">
            <Block width={90} height={18} />
            <Block width={130} height={14} />
          </View>
          <Block width={76} height={44} dark />
        </View>
      </View>
    </View>
  )
}
