import { Page } from '../../kit/index.ts'
import { invoices } from '../../texts/invoices.ts'
import { useTexts } from '../../texts/use-texts.ts'

export default function Invoices() {
  const t = useTexts(invoices)
  return <Page title={t('title')}>{null}</Page>
}
