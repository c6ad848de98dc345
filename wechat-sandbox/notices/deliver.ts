import type { Context } from '../context.ts'
import { settleDueRefunds } from '../pay/refunds.ts'
import { type Changes, makeNotice } from './make.ts'
import { mutations } from './mutations.ts'
import type { NoticeRow } from './queue.ts'
import { answerWithinMs, nextTry } from './schedule.ts'

const atOnce = 32
const lookEveryMs = 100

/** Sends what is due and ends refunds that are due. What is due is in the database, not here. */
export interface Courier {
  /** Looks now, and from then on whenever something becomes due. */
  wake(): void
  /** Resolves when nothing is due and nothing is on its way. */
  idle(): Promise<void>
  stop(): Promise<void>
}

export function newCourier(context: Context): Courier {
  const onTheirWay = new Map<number, Promise<void>>()
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined

  function look(): void {
    if (stopping.signal.aborted) return
    clearTimeout(timer)
    settleDueRefunds(context)
    for (const notice of dueNotices(context, atOnce)) {
      if (onTheirWay.size >= atOnce) break
      if (!onTheirWay.has(notice.seq)) send(notice)
    }
    timer = setTimeout(look, pauseUntilNext(context))
  }

  function send(notice: NoticeRow): void {
    const trip = deliver(context, notice, stopping.signal).finally(() => {
      onTheirWay.delete(notice.seq)
      look()
    })
    onTheirWay.set(notice.seq, trip)
  }

  return {
    wake: () => {
      if (stopping.signal.aborted) return
      clearTimeout(timer)
      timer = setTimeout(look, 0) // after the transaction that woke us
    },
    async idle() {
      look()
      while (onTheirWay.size > 0) await Promise.all(onTheirWay.values())
    },
    async stop() {
      stopping.abort()
      clearTimeout(timer)
      await Promise.allSettled(onTheirWay.values())
    },
  }
}

/** The clock may be moved by hand, so a far future is looked at again and again, cheaply. */
function pauseUntilNext({ db, clock }: Context): number {
  const next = db.one<{ at: number | null }>(
    `SELECT min(at) AS at FROM (SELECT min(next_at) AS at FROM notices WHERE next_at IS NOT NULL
       UNION ALL SELECT min(settle_at) FROM refunds WHERE settle_at IS NOT NULL)`,
  )!.at
  return next === null ? lookEveryMs : Math.min(lookEveryMs, Math.max(1, next - clock.now()))
}

function dueNotices({ db, clock }: Context, limit: number): NoticeRow[] {
  return db.all<NoticeRow>(
    `SELECT * FROM notices WHERE next_at <= ? ORDER BY next_at, seq LIMIT ?`,
    clock.now(),
    limit * 2,
  )
}

/** One try. Stopped or killed here, nothing is recorded and the notice is sent again later, as WeChat may do anyway. */
async function deliver(context: Context, notice: NoticeRow, stopping: AbortSignal): Promise<void> {
  const { status } = await sendOnce(context, notice, { stopping })
  if (stopping.aborted) return
  const { db, clock, settings } = context
  const tries = notice.tries + 1
  const accepted = status === 200 || status === 204
  const next = accepted || !notice.retried ? null : nextTry({ at: clock.now(), tries, scale: settings.retryScale })
  db.run(
    `UPDATE notices SET tries = ?, next_at = ?, outcome = ?, last_answer = ? WHERE seq = ?`,
    tries,
    next,
    accepted ? 'accepted' : next === null ? 'given_up' : 'waiting',
    String(status),
    notice.seq,
  )
}

/** What came back: an HTTP status, or why nothing came. */
export interface NoticeAnswer {
  status: number | string
  body: string
}

export interface SendWish {
  /** Added to the time a true notice is signed at. */
  shiftMs?: number
  stopping?: AbortSignal
}

/** Sends a notice once, mutated as its row says, and waits five seconds for the answer. */
export async function sendOnce(context: Context, notice: NoticeRow, wish: SendWish = {}): Promise<NoticeAnswer> {
  const changes: Changes = notice.mutation ? mutations[notice.mutation](context.keys) : { shiftMs: wish.shiftMs }
  const { headers, body } = await makeNotice(context, notice, changes)
  try {
    const timeout = AbortSignal.timeout(answerWithinMs)
    const signal = wish.stopping ? AbortSignal.any([timeout, wish.stopping]) : timeout
    const response = await fetch(notice.url, { method: 'POST', headers, body, redirect: 'manual', signal })
    return { status: response.status, body: (await response.text()).slice(0, 2_000) }
  } catch (error) {
    return { status: error instanceof Error ? reasonOf(error) : String(error), body: '' }
  }
}

function reasonOf(error: Error): string {
  if (error.name === 'TimeoutError') return 'timeout'
  const { cause } = error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message
}
