import { Page } from '../../kit/index.ts'
import { pay } from '../../texts/pay.ts'
import { useTexts } from '../../texts/use-texts.ts'

export default function Pay() {
  const t = useTexts(pay)
  return <Page title={t('title')}>{null}</Page>
}
