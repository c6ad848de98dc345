import { type ReactNode, useEffect, useState } from 'react'
import { type Failure, failureOf, NeedsWeChat } from '../../api/failure.ts'
import { canSignIn } from '../../platform/login'
import { useSession } from '../../state/session.ts'
import { signIn, signingIn } from '../../state/sign-in.ts'
import { OpenInWeChat, SignInAgain } from './needs-wechat.tsx'
import { Problem } from './problem.tsx'
import { SkeletonCards, useSlow } from './skeleton.tsx'

/**
 * Around what only a member sees. Where WeChat signs in silently it does so at once; after a session was ended, a guest
 * signed out or a sign-in failed, the guest signs in by a tap.
 */
export function SignedIn({ children }: { children: ReactNode }) {
  const { member, ended, left } = useSession()
  const [failure, setFailure] = useState<Failure | null>(null)
  const [asking, setAsking] = useState(member === null)
  const slow = useSlow(asking)
  useEffect(() => {
    if (member || ended || left) return setAsking(false)
    let over = false
    enterSilently().then(
      () => over || setAsking(false),
      (error) => {
        if (over) return
        setFailure(failureOf(error))
        setAsking(false)
      },
    )
    return () => {
      over = true
    }
  }, [])
  if (member) return children
  if (asking) return slow ? <SkeletonCards picture={false} /> : null
  if (failure?.code === 'needs_wechat') return <OpenInWeChat />
  if (failure?.kind === 'offline' || failure?.kind === 'broken') {
    return (
      <Problem
        failure={failure}
        onRetry={() =>
          void signIn().then(
            () => setFailure(null),
            (error) => setFailure(failureOf(error)),
          )
        }
      />
    )
  }
  return <SignInAgain because={failure} onSignedIn={() => setFailure(null)} />
}

async function enterSilently(): Promise<void> {
  if (await signingIn()) return
  if (!(await canSignIn())) throw new NeedsWeChat()
  await signIn()
}
