import { Page } from '../../kit/index.ts'
import { hotel } from '../../texts/hotel.ts'
import { useTexts } from '../../texts/use-texts.ts'

export default function Hotel() {
  const t = useTexts(hotel)
  return <Page title={t('title')}>{null}</Page>
}
