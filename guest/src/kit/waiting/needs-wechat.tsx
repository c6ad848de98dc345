import lantern from '@brand/art/empty-lantern.svg'
import { useEffect, useState } from 'react'
import type { Failure } from '../../api/failure.ts'
import { useAct } from '../../api/use-act.ts'
import { pageAddress } from '../../platform/address'
import { copyText } from '../../platform/away'
import { useSession } from '../../state/session.ts'
import { signIn } from '../../state/sign-in.ts'
import { kit } from '../../texts/kit.ts'
import { openInWeChat } from '../../texts/openInWeChat.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../controls/button.tsx'
import { View } from '../elements/base'
import { QrCode } from '../elements/qr-code'
import { Empty } from './empty.tsx'
import { ProblemNote } from './problem.tsx'
import './needs-wechat.css'

/** In a browser outside WeChat: a code that opens this very page there, or its link for who cannot scan their own screen. */
export function OpenInWeChat() {
  const t = useTexts(kit)
  return (
    <View className="needs-wechat">
      <View className="needs-wechat-code">
        <QrCode text={pageAddress()} label={t('needsWeChatCode')} size={168} />
      </View>
      <View as="h2" className="h2">
        {t('needsWeChatTitle')}
      </View>
      <View className="s">{t('needsWeChatText')}</View>
      <CopyLink />
    </View>
  )
}

function CopyLink() {
  const t = useTexts(openInWeChat)
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready')
  return (
    <>
      <Button
        kind="ghost"
        icon={state === 'copied' ? 'check' : 'copy'}
        className="needs-wechat-copy"
        onTap={() => void copyText(pageAddress()).then((copied) => setState(copied ? 'copied' : 'failed'))}
      >
        {t(state === 'copied' ? 'copied' : 'copy')}
      </Button>
      <View className="xs" role="status">
        {t(state === 'copied' ? 'pasteIt' : state === 'failed' ? 'failed' : 'samePhone')}
      </View>
    </>
  )
}

export interface SignInAgainProps {
  /** Goes on with what was interrupted. */
  onSignedIn: () => void
  /** Why signing in by itself did not work. */
  because?: Failure | null
}

/** Asks to sign in, saying why when a session was ended or it was refused before. */
export function SignInAgain({ onSignedIn, because = null }: SignInAgainProps) {
  const t = useTexts(kit)
  const { ended, member } = useSession()
  const enter = useAct(async () => {
    await signIn()
    onSignedIn()
  })
  // Somebody else on the same screen signed in, or the browser came back from WeChat.
  useEffect(() => {
    if (member && !enter.running) onSignedIn()
  }, [member?.id])
  if (enter.failure?.code === 'needs_wechat') return <OpenInWeChat />
  const failure = enter.failure ?? (because?.title && !enter.running ? because : null)
  return (
    <View>
      <Empty
        picture={lantern}
        title={t(ended ? 'signInEndedTitle' : 'signInTitle')}
        text={t(ended ? 'signInEndedText' : 'signInText')}
      >
        <Button onTap={enter.run} busy={enter.running}>
          {t(enter.running ? 'signingIn' : 'signIn')}
        </Button>
      </Empty>
      {failure && (
        <View className="gutter">
          <ProblemNote failure={failure} />
        </View>
      )}
    </View>
  )
}
