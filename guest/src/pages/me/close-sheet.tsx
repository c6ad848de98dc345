import { useEffect, useState } from 'react'
import { call, calls } from '../../api/call.ts'
import { useAct } from '../../api/use-act.ts'
import { go } from '../../go.ts'
import { Button, Icon, Pair, ProblemNote, RadioMark, Sheet, Tap, View } from '../../kit/index.ts'
import { forgetMember } from '../../state/sign-in.ts'
import { me } from '../../texts/me.ts'
import { useTexts } from '../../texts/use-texts.ts'

export interface CloseSheetProps {
  open: boolean
  onClose: () => void
  /** Unused ones, which go. */
  coupons: number
  onClosed: () => void
}

/** Closes the account once the guest has read what goes and what stays, and said so. */
export function CloseSheet({ open, onClose, coupons, onClosed }: CloseSheetProps) {
  const t = useTexts(me)
  const [sure, setSure] = useState(false)
  const close = useAct(async () => {
    await call(calls.closeAccount)
    forgetMember()
    onClose()
    onClosed()
  })
  useEffect(() => {
    if (!open) return
    setSure(false)
    close.clear()
  }, [open])
  const lost = [
    t('closeLostName'),
    coupons > 0 ? t('closeLostCouponsCount', { n: coupons }) : t('closeLostCoupons'),
    t('closeLostAgain'),
  ]
  const stays = close.failure?.code === 'account_has_stays'
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('closeTitle')}
      bar={
        <Pair
          first={{ word: t('closeKeep'), onTap: onClose }}
          second={{
            kind: 'warn',
            word: t('closeIt'),
            busy: close.running,
            disabled: !sure || stays,
            onTap: close.run,
          }}
        />
      }
    >
      <View className="gutter me-sheet">
        <Points title={t('closeLost')} icon="close" points={lost} />
        <Points title={t('closeKept')} icon="doc" points={[t('closeKeptStays'), t('closeKeptInvoices')]} />
        <Tap role="checkbox" className="me-sure" told={{ checked: sure }} onTap={() => setSure(!sure)}>
          <RadioMark on={sure} />
          <View>{t('closeSure')}</View>
        </Tap>
        {close.failure && <ProblemNote failure={close.failure} />}
        {stays && (
          <Button kind="soft" onTap={() => go('orders')}>
            {t('closeStays')}
          </Button>
        )}
      </View>
    </Sheet>
  )
}

function Points({ title, icon, points }: { title: string; icon: 'close' | 'doc'; points: readonly string[] }) {
  return (
    <View>
      <View as="h3" className="h3">
        {title}
      </View>
      <View as="ul">
        {points.map((point) => (
          <View as="li" key={point} className="me-point">
            <Icon name={icon} size={16} colour={icon === 'close' ? 'seal' : 'ink-3'} />
            <View className="grow">{point}</View>
          </View>
        ))}
      </View>
    </View>
  )
}
