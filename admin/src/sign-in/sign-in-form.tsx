import { useMutation } from '@tanstack/react-query'
import { Button, Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { call, calls } from '../api/call.ts'
import { failureOf } from '../api/failure.ts'
import { Field } from '../kit/field.tsx'
import { ProblemNote } from '../kit/problem.tsx'
import { signedIn } from '../state/session.ts'
import { signIn as texts } from '../texts/signIn.ts'
import { useTexts } from '../texts/use-texts.ts'
import { CodeField } from './code-field.tsx'
import { useSecondsLeft } from './use-seconds-left.ts'

interface Wish {
  username: string
  password: string
  totp?: string
}

/** Name and password, then the code where one is set. What was typed stays, whatever the answer. */
export function SignInForm({ known, onDone }: { known: string | null; onDone?(): void }) {
  const t = useTexts(texts)
  const [username, setUsername] = useState(known ?? '')
  const [password, setPassword] = useState('')
  const [step, setStep] = useState<'password' | 'code'>('password')
  const [code, setCode] = useState('')
  const first = useRef<InputRef>(null)
  const signIn = useMutation({
    mutationFn: async (body: Wish) => signedIn(await call(calls.signInStaff, { body })),
    onSuccess: onDone,
    onError: (error) => {
      const failure = failureOf(error)
      if (failure.code === 'totp_required') setStep('code')
      if (failure.code === 'totp_wrong') setCode('')
    },
  })
  useEffect(() => first.current?.focus(), [])
  const failure = signIn.error ? failureOf(signIn.error) : null
  const lockedS = useSecondsLeft(failure?.code === 'sign_in_locked' ? failure.retryAfterS : null, signIn.submittedAt)
  const isLocked = lockedS > 0
  const send = (totp: string) => {
    if (isLocked || signIn.isPending) return
    signIn.mutate({ username: username.trim(), password, ...(totp ? { totp } : {}) })
  }
  const isWrong = failure?.code === 'sign_in_failed' || failure?.code === 'totp_wrong'
  return (
    <form
      className="sign-in-form"
      onSubmit={(event) => {
        event.preventDefault()
        send(step === 'code' ? code : '')
      }}
    >
      <p className="sign-in-step">{t(step === 'code' ? 'stepCode' : 'stepPassword')}</p>
      <Field label={t('username')}>
        <Input
          ref={first}
          size="large"
          autoComplete="username"
          maxLength={64}
          required
          readOnly={step === 'code' || known !== null}
          value={username}
          onChange={({ target }) => setUsername(target.value)}
        />
      </Field>
      {step === 'password' ? (
        <Field label={t('password')} error={isWrong ? failure?.title : undefined}>
          <Input.Password
            size="large"
            autoComplete="current-password"
            maxLength={128}
            required
            value={password}
            onChange={({ target }) => setPassword(target.value)}
          />
        </Field>
      ) : (
        <Field label={t('code')} error={isWrong ? failure?.title : undefined}>
          <CodeField value={code} onChange={setCode} onFull={send} />
        </Field>
      )}
      {isLocked ? <LockedNote seconds={lockedS} /> : null}
      {failure && !isWrong && !isLocked && failure.code !== 'totp_required' && failure.code !== 'sign_in_locked' ? (
        <ProblemNote error={signIn.error} />
      ) : null}
      <Button
        type="primary"
        size="large"
        block
        htmlType="submit"
        loading={signIn.isPending && { delay: 200 }}
        disabled={isLocked || (step === 'code' && code.length < 6)}
      >
        {t('signIn')}
      </Button>
      {step === 'code' ? (
        <Button
          type="link"
          className="sign-in-other"
          onClick={() => {
            setStep('password')
            setPassword('')
            setCode('')
            signIn.reset()
          }}
        >
          {t('back')}
        </Button>
      ) : null}
    </form>
  )
}

function LockedNote({ seconds }: { seconds: number }) {
  const t = useTexts(texts)
  const minutes = Math.ceil(seconds / 60)
  return (
    <p className="problem-note" role="alert">
      {seconds > 60 ? t('lockedMinutes', { n: minutes }) : t('lockedSoon')}
    </p>
  )
}
