import { Block, Skeleton, View } from '../../kit/index.ts'

export function InvoicesSkeleton() {
  return (
    <Skeleton className="invoices-body">
      {[0, 1, 2].map((card) => (
        <View key={card} className="card invoices-card">
          <View className="stack grow">
            <Block width={110} height={14} />
            <Block width={180} height={20} dark />
            <Block width={80} height={18} />
          </View>
          <Block width={84} height={44} />
        </View>
      ))}
    </Skeleton>
  )
}
