import ticket from '@brand/art/empty-ticket.svg'
import { go } from '../../go.ts'
import { Button, Empty } from '../../kit/index.ts'
import { coupons } from '../../texts/coupons.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Tab } from './my-coupons.tsx'

const said = {
  usable: { title: 'emptyUsable', text: 'emptyUsableText' },
  used: { title: 'emptyUsed', text: 'emptyUsedText' },
  expired: { title: 'emptyExpired', text: 'emptyExpiredText' },
} as const satisfies Record<Tab, object>

/** No coupon in this tab, and where they come from. */
export function NoCoupons({ tab, onSeeUsable }: { tab: Tab; onSeeUsable: () => void }) {
  const t = useTexts(coupons)
  const { title, text } = said[tab]
  return (
    <Empty picture={ticket} title={t(title)} text={t(text)}>
      {tab === 'usable' ? (
        <Button onTap={() => go('home')}>{t('find')}</Button>
      ) : (
        <Button kind="ghost" onTap={onSeeUsable}>
          {t('see')}
        </Button>
      )}
    </Empty>
  )
}
