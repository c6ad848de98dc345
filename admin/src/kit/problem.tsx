import bridge from '@brand/art/empty-bridge.svg'
import gate from '@brand/art/empty-gate.svg'
import lantern from '@brand/art/empty-lantern.svg'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { type Failure, failureOf } from '../api/failure.ts'
import { kit } from '../texts/kit.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Icon } from './icon.tsx'

/** A picture, one sentence, a way on: where a list or a page would stand. */
export function Empty({ picture = lantern, title, children, actions }: EmptyProps) {
  return (
    <div className="empty">
      <img src={picture} alt="" width={190} height={118} />
      <p className="empty-title">{title}</p>
      {children ? <p className="empty-note">{children}</p> : null}
      {actions ? <div className="empty-actions">{actions}</div> : null}
    </div>
  )
}

export interface EmptyProps {
  picture?: string
  title: string
  children?: ReactNode
  actions?: ReactNode
}

/** Why something is not here, with its number and a way to try again; or that it is not this person's to see. */
export function Problem({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const t = useTexts(kit)
  const failure = failureOf(error)
  const words = useFailureWords(failure)
  if (failure.kind === 'forbidden') {
    return (
      <div role="alert">
        <Empty picture={gate} title={words.title}>
          {t('forbiddenNote')}
        </Empty>
      </div>
    )
  }
  const { requestId } = failure
  return (
    <div role="alert">
      <Empty
        picture={bridge}
        title={words.title}
        actions={
          <>
            {requestId ? (
              <Button icon={<Icon name="copy" size={16} />} onClick={() => navigator.clipboard?.writeText(requestId)}>
                {t('copyNumber')}
              </Button>
            ) : null}
            <Button type="primary" icon={<Icon name="refresh" size={16} />} onClick={onRetry}>
              {t('retry')}
            </Button>
          </>
        }
      >
        {words.note}
        {requestId ? <span className="mono"> {t('number', { id: requestId })}</span> : null}
      </Empty>
    </div>
  )
}

/** Why something was not done, beside the button that was to do it. What was typed stays. */
export function ProblemNote({ error }: { error: unknown }) {
  if (!error) return null
  return <FailureNote failure={failureOf(error)} />
}

function FailureNote({ failure }: { failure: Failure }) {
  const t = useTexts(kit)
  const { title, note } = useFailureWords(failure)
  return (
    <p className="problem-note" role="alert">
      <Icon name="alert" size={16} />
      <span>
        {title}
        {note ? ` ${note}` : ''}
        {failure.kind === 'broken' && failure.requestId ? ` ${t('number', { id: failure.requestId })}` : ''}
      </span>
    </p>
  )
}

function useFailureWords({ kind, title, retryAfterS }: Failure): { title: string; note: string } {
  const t = useTexts(kit)
  if (kind === 'offline') return { title: t('offlineTitle'), note: t('offlineNote') }
  if (kind === 'busy') return { title: title || t('busyTitle'), note: t('busyNote', { n: retryAfterS ?? 1 }) }
  if (kind === 'broken') return { title: title || t('brokenTitle'), note: t('brokenNote') }
  return { title, note: '' }
}
