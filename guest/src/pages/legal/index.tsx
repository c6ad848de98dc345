import { Page } from '../../kit/index.ts'
import { legal } from '../../texts/legal.ts'
import { useTexts } from '../../texts/use-texts.ts'

export default function Legal() {
  const t = useTexts(legal)
  return <Page title={t('title')}>{null}</Page>
}
