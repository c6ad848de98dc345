import { Page, SignedIn } from '../../kit/index.ts'
import { orders } from '../../texts/orders.ts'
import { useTexts } from '../../texts/use-texts.ts'
import './index.css'
import { MyOrders } from './my-orders.tsx'

export default function Orders() {
  const t = useTexts(orders)
  return (
    <Page title={t('title')} tab="orders">
      <SignedIn>
        <MyOrders />
      </SignedIn>
    </Page>
  )
}
