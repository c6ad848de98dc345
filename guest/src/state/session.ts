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
}

const nobody: Session = { token: null, member: null, ended: false }
const store = createStore<Session>(keptSession(readKept('session-1')))

export const sessionStore = {
  ...store,
  set(session: Session): void {
    keep('session-1', session.token ? session : null)
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
  const { token, member } = (found ?? {}) as Partial<Session>
  return typeof token === 'string' && typeof member?.id === 'string' ? { token, member, ended: false } : nobody
}
