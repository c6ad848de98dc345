import { Page } from '../../kit/index.ts'
import { calendar } from '../../texts/calendar.ts'
import { useTexts } from '../../texts/use-texts.ts'

export default function Calendar() {
  const t = useTexts(calendar)
  return <Page title={t('title')}>{null}</Page>
}
