import { Block, Skeleton, View } from '../../kit/index.ts'

export function OrdersSkeleton() {
  return (
    <Skeleton className="orders-list">
      {[0, 1, 2].map((card) => (
        <View key={card} className="card orders-card orders-open">
          <View className="between">
            <Block width={120} height={16} />
            <Block width={56} height={16} />
          </View>
          <View className="orders-body">
            <Block width={72} height={72} />
            <View className="orders-words">
              <View className="orders-line">
                <Block width={110} height={20} dark />
                <Block width={64} height={20} dark />
              </View>
              <Block width={140} height={14} />
            </View>
          </View>
        </View>
      ))}
    </Skeleton>
  )
}
