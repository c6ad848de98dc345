import { useAct } from '../../api/use-act.ts'
import { Pair, Sheet, View } from '../../kit/index.ts'
import { signOut } from '../../state/sign-in.ts'
import { me } from '../../texts/me.ts'
import { useTexts } from '../../texts/use-texts.ts'

export interface SignOutSheetProps {
  open: boolean
  onClose: () => void
  onLeft: () => void
}

/** Signs out here even when the server cannot be told; its session then ends by itself. */
export function SignOutSheet({ open, onClose, onLeft }: SignOutSheetProps) {
  const t = useTexts(me)
  const leave = useAct(async () => {
    // Whatever the server says, nothing of the member is left on this device.
    await signOut().catch(() => undefined)
    onClose()
    onLeft()
  })
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('leaveTitle')}
      bar={
        <Pair
          first={{ word: t('leaveKeep'), onTap: onClose }}
          second={{ kind: 'warn', word: t('leaveIt'), busy: leave.running, onTap: leave.run }}
        />
      }
    >
      <View className="gutter me-sheet">{t('leaveText')}</View>
    </Sheet>
  )
}
