import { Page } from '../../kit/index.ts'
import { orders } from '../../texts/orders.ts'
import { useTexts } from '../../texts/use-texts.ts'

export default function Orders() {
  const t = useTexts(orders)
  return (
    <Page title={t('title')} tab="orders">
      {null}
    </Page>
  )
}
