import { keep, readKept } from './kept.ts'
import { createStore, useStore } from './store.ts'

/** Who is signed in here. */
export interface Member {
  id: string
  nickname: string
  phoneMasked: string | null
}

export interface Session {
  token: string | null
  member: Member | null
  /** The server ended it, which the guest is told once. */
  ended: boolean
  /** The member was made by this very sign-in; not kept. */
  joined?: boolean
  /** The guest signed out: nobody signs them in again but themselves. */
  left: boolean
}

const nobody: Session = { token: null, member: null, ended: false, left: false }
const store = createStore<Session>(keptSession(readKept('session-1')))

export const sessionStore = {
  ...store,
  set(session: Session): void {
    keep('session-1', session.token || session.left ? session : null)
    store.set(session)
  },
  end(): void {
    keep('session-1', null)
    store.set({ ...nobody, ended: true })
  },
}

export function useSession(): Session {
  return useStore(sessionStore)
}

function keptSession(found: unknown): Session {
  const { token, member, left } = (found ?? {}) as Partial<Session>
  if (typeof token === 'string' && typeof member?.id === 'string') return { ...nobody, token, member }
  return { ...nobody, left: left === true }
}
