import { useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { pathTo } from '../../go.ts'
import { Card, Row } from '../../kit/index.ts'
import { subscribeSettings } from '../../platform/subscribe'
import { useSession } from '../../state/session.ts'
import { me } from '../../texts/me.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { SheetName } from './index.tsx'

/** Everything else: the member's own, then what anybody may look at. */
export function Rows({ onOpen }: { onOpen: (sheet: SheetName) => void }) {
  const t = useTexts(me)
  const { member } = useSession()
  const notices = useNotices()
  return (
    <>
      <Card plain className="me-part">
        {member && (
          <Row icon="phone" end={member.phoneMasked ?? t('phoneBind')} onTap={() => onOpen('phone')}>
            {t('phone')}
          </Row>
        )}
        {member && (
          <Row icon="doc" path={pathTo('invoices')}>
            {t('invoices')}
          </Row>
        )}
        <Row icon="bell" path={pathTo('notices')} end={notices}>
          {t('notices')}
        </Row>
      </Card>
      <Card plain className="me-part">
        <Row icon="lang" end={t('thisLanguage')} onTap={() => onOpen('language')}>
          {t('language')}
        </Row>
        {member && (
          <Row icon="shield" onTap={() => onOpen('data')}>
            {t('data')}
          </Row>
        )}
        <Row icon="msg" onTap={() => onOpen('service')}>
          {t('service')}
        </Row>
      </Card>
      <Card plain className="me-part">
        <Row icon="key" path={pathTo('legal', { what: 'privacy' })}>
          {t('privacy')}
        </Row>
        <Row icon="order" path={pathTo('legal', { what: 'terms' })}>
          {t('terms')}
        </Row>
      </Card>
    </>
  )
}

/** What WeChat keeps of the guest's answers about messages, in a word; nothing where nobody knows. */
function useNotices(): string | undefined {
  const t = useTexts(me)
  const [kept, setKept] = useState<{ on: boolean; n: number } | null>(null)
  const look = () => {
    void subscribeSettings().then((settings) => {
      const n = Object.values(settings?.items ?? {}).filter((answer) => answer === 'accept').length
      setKept(settings && { on: settings.on, n })
    })
  }
  useEffect(look, [])
  useDidShow(look)
  if (!kept) return undefined
  if (!kept.on) return t('noticesOff')
  return kept.n > 0 ? t('noticesKept', { n: kept.n }) : undefined
}
