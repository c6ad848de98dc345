import { Page } from '../../kit/index.ts'
import { favourites } from '../../texts/favourites.ts'
import { useTexts } from '../../texts/use-texts.ts'

export default function Favourites() {
  const t = useTexts(favourites)
  return <Page title={t('title')}>{null}</Page>
}
