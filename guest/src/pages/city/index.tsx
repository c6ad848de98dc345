import { Page } from '../../kit/index.ts'
import { city } from '../../texts/city.ts'
import { useTexts } from '../../texts/use-texts.ts'

export default function City() {
  const t = useTexts(city)
  return <Page title={t('title')}>{null}</Page>
}
