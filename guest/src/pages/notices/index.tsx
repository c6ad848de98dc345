import { Page } from '../../kit/index.ts'
import { notices } from '../../texts/notices.ts'
import { useTexts } from '../../texts/use-texts.ts'

export default function Notices() {
  const t = useTexts(notices)
  return <Page title={t('title')}>{null}</Page>
}
