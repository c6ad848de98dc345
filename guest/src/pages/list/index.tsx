import { Page } from '../../kit/index.ts'
import { list } from '../../texts/list.ts'
import { useTexts } from '../../texts/use-texts.ts'

export default function List() {
  const t = useTexts(list)
  return <Page title={t('title')}>{null}</Page>
}
