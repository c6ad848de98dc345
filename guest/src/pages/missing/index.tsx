import bridge from '@brand/art/empty-bridge.svg'
import { go } from '../../go.ts'
import { Button, Empty, Page } from '../../kit/index.ts'
import { missing } from '../../texts/missing.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** Where an address leads that no page has. */
export default function Missing() {
  const t = useTexts(missing)
  return (
    <Page title={t('title')}>
      <Empty picture={bridge} title={t('heading')} text={t('text')}>
        <Button onTap={() => go('home')}>{t('home')}</Button>
        <Button kind="ghost" onTap={() => go('orders')}>
          {t('orders')}
        </Button>
      </Empty>
    </Page>
  )
}
