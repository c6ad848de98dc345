import { nicknameAtMost } from '@contract/bounds.ts'
import { useEffect, useState } from 'react'
import { call, calls } from '../../api/call.ts'
import { useAct } from '../../api/use-act.ts'
import { Button, Field, ProblemNote, Sheet, View } from '../../kit/index.ts'
import { useSession } from '../../state/session.ts'
import { putMember } from '../../state/sign-in.ts'
import { me } from '../../texts/me.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** What the member is called. */
export function NameSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTexts(me)
  const { member } = useSession()
  const [name, setName] = useState('')
  const [missing, setMissing] = useState(false)
  const save = useAct(async (nickname: string) => {
    const own = await call(calls.updateMe, { body: { nickname } })
    putMember({ nickname: own.nickname })
    onClose()
  })
  useEffect(() => {
    if (!open) return
    setName(member?.nickname ?? '')
    setMissing(false)
    save.clear()
  }, [open])
  const done = () => {
    const nickname = name.trim()
    setMissing(nickname === '')
    if (nickname !== '') save.run(nickname)
  }
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('nameTitle')}
      bar={
        <Button size="large" wide busy={save.running} onTap={done}>
          {t('nameSave')}
        </Button>
      }
    >
      <View className="gutter me-sheet">
        <Field
          label={t('nameLabel')}
          value={name}
          onChange={setName}
          onDone={done}
          maxLength={nicknameAtMost}
          autoComplete="nickname"
          hint={t('nameHint')}
          error={missing ? t('nameMissing') : undefined}
        />
        {save.failure && <ProblemNote failure={save.failure} />}
      </View>
    </Sheet>
  )
}
