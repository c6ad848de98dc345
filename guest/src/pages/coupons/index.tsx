import { Page } from '../../kit/index.ts'
import { coupons } from '../../texts/coupons.ts'
import { useTexts } from '../../texts/use-texts.ts'

export default function Coupons() {
  const t = useTexts(coupons)
  return <Page title={t('title')}>{null}</Page>
}
