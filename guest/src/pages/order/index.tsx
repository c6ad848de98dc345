import { Page } from '../../kit/index.ts'
import { order } from '../../texts/order.ts'
import { useTexts } from '../../texts/use-texts.ts'

export default function Order() {
  const t = useTexts(order)
  return <Page title={t('title')}>{null}</Page>
}
