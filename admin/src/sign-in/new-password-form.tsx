import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { call, calls } from '../api/call.ts'
import { failureOf } from '../api/failure.ts'
import { Field, useFieldWords } from '../kit/field.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { sessionFound } from '../state/session.ts'
import { signIn as texts } from '../texts/signIn.ts'
import { useTexts } from '../texts/use-texts.ts'

const shortest = 8

/** A password of one's own in the place of the one somebody else knows; nothing is permitted before. */
export function NewPasswordForm() {
  const t = useTexts(texts)
  const [password, setPassword] = useState('')
  const [newPassword, setNewPassword] = useState('')
  const change = useMutation({
    mutationFn: async () => {
      await call(calls.changeOwnPassword, { body: { password, newPassword } })
      sessionFound(await call(calls.getStaffSession))
    },
  })
  const failure = change.error ? failureOf(change.error) : null
  const wrong = useFieldWords(failure?.fields ?? {})
  const isOld = failure?.code === 'password_wrong'
  const isUnfit = failure?.code === 'password_unfit'
  return (
    <form
      className="sign-in-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!change.isPending) change.mutate()
      }}
    >
      <p className="sign-in-step">{t('newNote')}</p>
      <Field label={t('oncePassword')} error={isOld ? failure.title : wrong('password')}>
        <Input.Password
          size="large"
          autoComplete="current-password"
          maxLength={128}
          required
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
      </Field>
      <Field label={t('newPassword')} note={t('newRule')} error={isUnfit ? failure.title : wrong('newPassword')}>
        <Input.Password
          size="large"
          autoComplete="new-password"
          minLength={shortest}
          maxLength={128}
          required
          value={newPassword}
          onChange={({ target }) => setNewPassword(target.value)}
        />
      </Field>
      {isOld || isUnfit ? null : <ProblemNote error={change.error} />}
      <Button type="primary" size="large" block htmlType="submit" loading={change.isPending && { delay: 200 }}>
        {t('keepPassword')}
      </Button>
    </form>
  )
}
