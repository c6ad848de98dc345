import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { call, calls } from '../api/call.ts'
import { failureOf } from '../api/failure.ts'
import { Problem } from '../kit/problem.tsx'
import { SignInPage } from '../sign-in/sign-in-page.tsx'
import { listenToKeys, useShortcuts } from '../state/keys.ts'
import { sessionFound, useSession } from '../state/session.ts'
import { frame } from '../texts/frame.ts'
import { useTexts } from '../texts/use-texts.ts'
import { KeyList } from './key-list.tsx'
import { Sider } from './sider.tsx'
import { SignAgain } from './sign-again.tsx'
import { Topbar } from './topbar.tsx'
import './frame.css'

/** Who is signed in sees the page they asked for, anybody else the way in; the address stays. */
export function Gate() {
  const state = useSession()
  if (state.kind === 'unknown') return <LookingUp />
  if (state.kind === 'out') return <SignInPage step="sign_in" />
  return state.session.staff.mustChangePassword ? <SignInPage step="new_password" /> : <Frame />
}

function LookingUp() {
  const { error, refetch } = useQuery({
    queryKey: ['session'],
    queryFn: async () => {
      const session = await call(calls.getStaffSession)
      sessionFound(session)
      return session
    },
    gcTime: 0,
  })
  // Nobody signed in is an answer: the store has heard it by now.
  if (!error || failureOf(error).code !== null) return null
  return (
    <main className="alone">
      <Problem error={error} onRetry={refetch} />
    </main>
  )
}

function Frame() {
  const t = useTexts(frame)
  const [isListing, setListing] = useState(false)
  useEffect(listenToKeys, [])
  useShortcuts([{ key: '?', does: t('keys'), run: () => setListing(true) }])
  return (
    <div className="app">
      {/* biome-ignore lint/a11y/useValidAnchor: it leads to a place of the page; only the router must not hear of it */}
      <a className="skip" href="#page" onClick={skipToPage}>
        {t('skip')}
      </a>
      <Sider />
      <div className="beside-sider">
        <Topbar onKeys={() => setListing(true)} />
        <div className="page-place" id="page" tabIndex={-1}>
          <Outlet />
        </div>
      </div>
      <KeyList isOpen={isListing} onClose={() => setListing(false)} />
      <SignAgain />
    </div>
  )
}

/** By hand: a real jump would be a new address to the router. */
function skipToPage(event: { preventDefault(): void }): void {
  event.preventDefault()
  document.getElementById('page')?.focus()
}
