import { Page } from '../../kit/index.ts'
import { me } from '../../texts/me.ts'
import { useTexts } from '../../texts/use-texts.ts'

export default function Me() {
  const t = useTexts(me)
  return (
    <Page title={t('title')} tab="me">
      {null}
    </Page>
  )
}
