import bridge from '@brand/art/empty-bridge.svg'
import lantern from '@brand/art/empty-lantern.svg'
import type { SayOf } from '@contract/texts.ts'
import { useEffect, useRef, useState } from 'react'
import type { Failure } from '../../api/failure.ts'
import { callPhone } from '../../platform/away'
import { kit } from '../../texts/kit.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../controls/button.tsx'
import { Tap, View } from '../elements/base'
import { Icon } from '../elements/icon.tsx'
import { Empty } from './empty.tsx'
import { OpenInWeChat, SignInAgain } from './needs-wechat.tsx'
import './problem.css'
import { Note } from '../cards/tag.tsx'

export interface ProblemProps {
  failure: Failure
  onRetry: () => void
  /** Whom to call when the network is gone. */
  phone?: { name: string; number: string } | undefined
}

/** A screen that could not be shown: what happened, what is safe, and a way on. */
export function Problem({ failure, onRetry, phone }: ProblemProps) {
  const t = useTexts(kit)
  if (failure.code === 'needs_wechat') return <OpenInWeChat />
  if (failure.code === 'login_required' || failure.code === 'session_ended') return <SignInAgain onSignedIn={onRetry} />
  if (failure.kind === 'busy') return <Busy failure={failure} onRetry={onRetry} />
  const { picture, title, text } = wordsOf(failure, t)
  return (
    <View>
      <Empty picture={picture} title={title} text={text} role="alert">
        <Button icon="refresh" onTap={onRetry}>
          {t('retry')}
        </Button>
      </Empty>
      {failure.kind === 'offline' && phone && (
        <View className="problem-phone">
          <Tap className="card row" onTap={() => callPhone(phone.number)}>
            <Icon name="phone" size={20} colour="pine" />
            <View className="row-value">
              <View className="h3">{t('callHotel')}</View>
              <View className="xs">{`${phone.name} ${phone.number}`}</View>
            </View>
            <Icon name="right" size={18} colour="ink-3" />
          </Tap>
        </View>
      )}
    </View>
  )
}

/** A failure of something the guest did, beside where they did it; what they typed stays. */
export function ProblemNote({ failure }: { failure: Failure }) {
  const t = useTexts(kit)
  const { title, text } = wordsOf(failure, t)
  return (
    <Note kind={failure.kind === 'busy' ? 'warn' : 'bad'} role="alert">
      <View className="problem-title">{title}</View>
      {text && <View>{text}</View>}
    </Note>
  )
}

type SayKit = SayOf<typeof kit>

function wordsOf(failure: Failure, t: SayKit): { picture: string; title: string; text: string } {
  const { kind, title, problem } = failure
  // A refusal without more to say repeats itself.
  const detail = failure.detail === title ? '' : failure.detail
  if (kind === 'offline') return { picture: bridge, title: t('offlineTitle'), text: t('offlineText') }
  if (kind === 'busy') return { picture: lantern, title: title || t('busyTitle'), text: detail }
  if (kind === 'refused') return { picture: lantern, title: title || t('brokenTitle'), text: detail }
  const id = typeof problem.requestId === 'string' ? t('brokenId', { id: problem.requestId }) : ''
  return { picture: lantern, title: t('brokenTitle'), text: [t('brokenText'), id].filter(Boolean).join(' ') }
}

const askedAgainAfterS = 8

/** Waits as long as the server asks, then tries again by itself. */
function Busy({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const t = useTexts(kit)
  const [left, setLeft] = useState(failure.retryAfterS ?? askedAgainAfterS)
  const retry = useRef(onRetry)
  retry.current = onRetry
  useEffect(() => setLeft(failure.retryAfterS ?? askedAgainAfterS), [failure])
  useEffect(() => {
    if (left <= 0) {
      retry.current()
      return
    }
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [left])
  const text = left > 0 ? t('busyText', { n: left }) : t('busySoon')
  return (
    <Empty picture={lantern} title={failure.title || t('busyTitle')} text={text} role="status">
      <Button kind="ghost" icon="refresh" onTap={onRetry}>
        {t('retry')}
      </Button>
    </Empty>
  )
}
