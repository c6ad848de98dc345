import type { Permission } from '../../../../contract/permissions.ts'
import { type ChangeKind, changesAfter, changesKept, type NotedChange } from '../../../database/changes.ts'
import type { Db } from '../../../database/handle.ts'
import type { EventStream } from '../../../http/event-stream.ts'
import type { StaffCaller } from '../../../http/route.ts'
import { Refusal, Unavailable } from '../../../kernel/refusal.ts'
import { createLoop } from '../../../messaging/loop.ts'
import { createFollower, type FollowDeps, readAtMost } from './follow.ts'

export interface LiveDeps extends FollowDeps {
  db: Db
}

export interface LiveWish {
  /** One branch, or all of the caller's. */
  hotelId: string | undefined
  /** What the reader heard last, as it says itself. */
  lastHeard: number | null
  caller: StaffCaller
  /** Looks the caller up anew, without that being a use of the session; null when it has ended. */
  again(): Promise<StaffCaller | null>
  /** Called when nothing can be refused any more. */
  open(): EventStream
}

const listenersAtMost = 200
const listenersOfOneAtMost = 10
/** A session that ended, or a right that was taken away, is noticed within this. */
const sessionEveryMs = 2_000
const heartbeatMs = 15_000
/** So many things at once are not worth naming: look at everything anew. */
const namedAtMost = 200
/** Read again on resuming: another process may have committed these late. Hearing twice does no harm. */
const overlap = 64

/** Of which branches one hears what: the permission to look at it. */
const permissionFor: Record<ChangeKind, Permission> = {
  order: 'orders.read',
  inventory: 'hotels.read',
  room: 'hotels.read',
}

interface Listener {
  wish: LiveWish
  caller: StaffCaller
  stream: EventStream
  /** How far the looking has come. */
  mark(): number
  saidAt: number
}

export type Live = ReturnType<typeof createLive>

/** Tells staff what changed at their branches, so that two desks see the same. */
export function createLive({ db, onError, ...options }: LiveDeps) {
  const follower = createFollower({ db, onError, ...options })
  const listeners = new Set<Listener>()
  const watching = createLoop({ name: 'live sessions', everyMs: sessionEveryMs, run: watch, onError })
  let isOpen = true

  async function watch(): Promise<'idle'> {
    await Promise.all([...listeners].map(lookAgain))
    return 'idle'
  }

  async function lookAgain(listener: Listener): Promise<void> {
    const caller = await listener.wish.again()
    if (!caller) {
      listener.stream.end()
      return
    }
    listener.caller = caller
    // The number without an event: whose branches are quiet is not behind.
    const quietMs = performance.now() - listener.saidAt
    if (quietMs >= heartbeatMs) say(listener, `: still here\nid: ${listener.mark()}\n\n`)
  }

  function enter(listener: Listener, stop: () => void): void {
    if (listeners.size === 0) watching.start()
    listeners.add(listener)
    listener.stream.onEnd(() => {
      listeners.delete(listener)
      stop()
      if (listeners.size === 0) void watching.stop()
    })
  }

  function refuseTooMany({ staffId }: StaffCaller): void {
    if (!isOpen) throw new Unavailable('live')
    const own = [...listeners].filter(({ caller }) => caller.staffId === staffId)
    if (listeners.size >= listenersAtMost || own.length >= listenersOfOneAtMost) {
      throw new Refusal('too_many_requests', { retryAfterSeconds: heartbeatMs / 1_000 })
    }
  }

  return {
    /**
     * Opens a stream of what changes from now on, after what the reader missed. Refusals: `too_many_requests` above
     * 200 readers in this process or 10 of one person.
     */
    async listen(wish: LiveWish): Promise<void> {
      refuseTooMany(wish.caller)
      let listener: Listener | null = null
      const following = await follower.follow((found, mark) => {
        if (listener) tell(listener, found, mark)
      })
      const { mark, stop } = following
      listener = { wish, caller: wish.caller, stream: wish.open(), mark, saidAt: performance.now() }
      enter(listener, stop)
      await catchUp(db, listener, mark()).catch((error: unknown) => {
        onError('live', error)
        listener.stream.end()
      })
    },

    /** Ends every stream; whoever comes back finds another process, or this one gone. */
    async close(): Promise<void> {
      isOpen = false
      for (const { stream } of listeners) stream.end()
      await watching.stop()
    },
  }
}

/** Says what the reader missed, or that it was too much, and from where it goes on. */
async function catchUp(db: Db, listener: Listener, mark: number): Promise<void> {
  const { lastHeard } = listener.wish
  if (lastHeard !== null) {
    const { oldest, newest } = await changesKept(db)
    const missed = await changesAfter(db, lastHeard - overlap, readAtMost + overlap)
    const isLost = lastHeard > newest || lastHeard < oldest - 1 || missed.length === readAtMost + overlap
    if (isLost) say(listener, eventText(mark, 'reset', {}))
    else tell(listener, missed, mark)
  }
  say(listener, eventText(mark, 'ready', { hotelId: listener.wish.hotelId ?? null }))
}

function eventText(number: number, name: ChangeKind | 'ready' | 'reset', content: object): string {
  return `id: ${number}\nevent: ${name}\ndata: ${JSON.stringify(content)}\n\n`
}

/** The changes this reader may know of, each thing once; or, where they are many, that there were. */
function tell(listener: Listener, found: readonly NotedChange[], mark: number): void {
  const seen = new Map<string, NotedChange>()
  for (const change of found) if (mayHear(listener, change)) seen.set(`${change.kind} ${change.subject}`, change)
  if (seen.size === 0) return
  if (seen.size > namedAtMost) {
    say(listener, eventText(mark, 'reset', {}))
    return
  }
  const events = [...seen.values()]
    .sort((a, b) => a.seq - b.seq)
    .map(({ seq, kind, hotelId, subject: id }) => eventText(seq, kind, { hotelId, id }))
  say(listener, events.join(''))
}

function mayHear({ caller, wish }: Listener, { kind, hotelId }: NotedChange): boolean {
  if (wish.hotelId !== undefined && wish.hotelId !== hotelId) return false
  const where = caller.hotelsWhere(permissionFor[kind])
  return where === 'all' || where.includes(hotelId)
}

function say(listener: Listener, text: string): void {
  listener.saidAt = performance.now()
  listener.stream.write(text)
}
