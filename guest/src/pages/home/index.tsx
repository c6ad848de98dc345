import { Page } from '../../kit/index.ts'
import { home } from '../../texts/home.ts'
import { useTexts } from '../../texts/use-texts.ts'

export default function Home() {
  const t = useTexts(home)
  return (
    <Page title={t('title')} tab="home">
      {null}
    </Page>
  )
}
