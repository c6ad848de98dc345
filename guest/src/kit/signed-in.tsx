import { type ReactNode, useEffect, useState } from 'react'
import { type Failure, failureOf, NeedsWeChat } from '../api/failure.ts'
import { canSignIn } from '../platform/login'
import { useSession } from '../state/session.ts'
import { signIn, signingIn } from '../state/sign-in.ts'
import { OpenInWeChat, SignInAgain } from './needs-wechat.tsx'
import { Problem } from './problem.tsx'
import { SkeletonCards, useSlow } from './skeleton.tsx'

/**
 * Around what only a member sees. Where WeChat signs in silently it does so at once; a session that was ended, or a
 * sign-in that failed, is said and tried again by the guest.
 */
export function SignedIn({ children }: { children: ReactNode }) {
  const { member, ended } = useSession()
  const [failure, setFailure] = useState<Failure | null>(null)
  const [asking, setAsking] = useState(member === null)
  const slow = useSlow(asking)
  useEffect(() => {
    if (member || ended) return setAsking(false)
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
  return <SignInAgain onSignedIn={() => setFailure(null)} />
}

async function enterSilently(): Promise<void> {
  if (await signingIn()) return
  if (!(await canSignIn())) throw new NeedsWeChat()
  await signIn()
}
