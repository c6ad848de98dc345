import { Block, Skeleton, View } from '../../kit/index.ts'

export function CouponsSkeleton() {
  return (
    <Skeleton className="coupons-list">
      {[0, 1, 2].map((card) => (
        <View key={card} className="card coupons-block">
          <Block width={72} height={34} dark />
          <View className="stack grow">
            <Block width={110} height={18} dark />
            <Block width={140} height={12} />
          </View>
        </View>
      ))}
    </Skeleton>
  )
}
