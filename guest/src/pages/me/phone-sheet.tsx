import type { calls as told } from '@contract/generated/guest-calls.ts'
import type { BodyOf } from '@contract/operation.ts'
import { useEffect, useState } from 'react'
import { call, calls } from '../../api/call.ts'
import { useAct } from '../../api/use-act.ts'
import { pathTo } from '../../go.ts'
import { Note, PhoneButton, ProblemNote, Sheet, View, Way } from '../../kit/index.ts'
import { canGivePhone } from '../../platform/phone'
import { useSession } from '../../state/session.ts'
import { putMember } from '../../state/sign-in.ts'
import { me } from '../../texts/me.ts'
import { useTexts } from '../../texts/use-texts.ts'

type Proof = BodyOf<typeof told.bindPhone>

/** Binds the number WeChat vouches for, or says how else a number is given. */
export function PhoneSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTexts(me)
  const { member } = useSession()
  const [before, setBefore] = useState<string | null>(null)
  const [refused, setRefused] = useState(false)
  const [done, setDone] = useState<string | null>(null)
  const can = useCanGivePhone(open)
  const bind = useAct(async (proof: Proof) => {
    setRefused(false)
    const { phoneMasked } = await call(calls.bindPhone, { body: proof })
    putMember({ phoneMasked })
    setDone(phoneMasked)
  })
  useEffect(() => {
    if (!open) return
    setBefore(member?.phoneMasked ?? null)
    setRefused(false)
    setDone(null)
    bind.clear()
  }, [open])
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t(before ? 'phoneChangeTitle' : 'phoneTitle')}
      note={before && !done ? t('phoneNow', { phone: before }) : undefined}
    >
      <View className="gutter me-sheet">
        {done ? (
          <Note kind="good" icon="check" role="status">
            {t('phoneDone', { phone: done })}
          </Note>
        ) : (
          <View>{t(can === false ? 'phoneElsewhere' : 'phoneWhy')}</View>
        )}
        {!done && can && (
          <View className="me-phone">
            <PhoneButton
              onCode={(code) => bind.run({ code })}
              onEncrypted={bind.run}
              onRefused={() => {
                bind.clear()
                setRefused(true)
              }}
            >
              {t('phoneGet')}
            </PhoneButton>
            <Way className="me-how" path={pathTo('legal', { what: 'privacy' })}>
              {t('phoneHow')}
            </Way>
          </View>
        )}
        {refused && (
          <Note kind="plain" role="status">
            {t('phoneRefused')}
          </Note>
        )}
        {bind.failure && (
          <ProblemNote
            failure={
              bind.failure.code === 'login_required' ? { ...bind.failure, title: t('phoneNeedsMini') } : bind.failure
            }
          />
        )}
      </View>
    </Sheet>
  )
}

/** Null while nobody knows. */
function useCanGivePhone(open: boolean): boolean | null {
  const [can, setCan] = useState<boolean | null>(null)
  useEffect(() => {
    if (open && can === null) void canGivePhone().then(setCan)
  }, [open, can])
  return can
}
