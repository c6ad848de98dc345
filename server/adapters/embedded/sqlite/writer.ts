import { insideTransaction } from '../../../database/guard.ts'
import type { Signal, Tx } from '../../../database/handle.ts'
import { Unavailable } from '../../../kernel/refusal.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { Connection } from './connection.ts'

const batchSize = 64
const batchMs = 10
/** More work than this waiting means that the disk does not keep up: better to say so than to let everybody wait. */
const waitingAtMost = 20_000

interface Job {
  work(tx: Tx): Promise<unknown>
  resolve(value: unknown): void
  reject(error: unknown): void
}

type Outcome = { ok: true; value: unknown; signals: Set<Signal> } | { ok: false; error: unknown }

/**
 * The one writer: work waits in a queue and is committed in groups of at most 64 works or 10 ms, each in a savepoint
 * of its own. A work that fails rolls back alone; a commit that fails fails the whole group. Answers leave after it.
 */
export function createWriter({ connection, clock }: { connection: Connection; clock: Clock }) {
  const waiting: Job[] = []
  let draining: Promise<void> | null = null
  const listeners = new Map<Signal, Set<() => void>>()
  let closed = false

  function submit<R>(work: (tx: Tx) => Promise<R>): Promise<R> {
    if (closed) return Promise.reject(new Unavailable('database'))
    if (waiting.length >= waitingAtMost) return Promise.reject(new Unavailable('database', { retryAfterSeconds: 1 }))
    const answer = new Promise<R>((resolve, reject) =>
      waiting.push({ work, resolve: resolve as Job['resolve'], reject }),
    )
    draining ??= drain()
    return answer
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      await new Promise<void>((resolve) => setImmediate(resolve)) // lets those who come in this moment join the group
      await commitGroup()
    }
    draining = null
  }

  async function commitGroup(): Promise<void> {
    const jobs: Job[] = []
    const outcomes: Outcome[] = []
    try {
      connection.raw.exec('begin immediate')
      const until = performance.now() + batchMs
      while (waiting.length > 0 && jobs.length < batchSize && (jobs.length === 0 || performance.now() < until)) {
        const job = waiting.shift()!
        jobs.push(job)
        outcomes.push(await runInSavepoint(job))
        if (!connection.raw.isTransaction) throw new Error('the database ended the transaction by itself')
      }
      connection.raw.exec('commit')
    } catch (error) {
      if (connection.raw.isTransaction) connection.raw.exec('rollback')
      const failed = jobs.length > 0 ? jobs : waiting.splice(0, batchSize)
      for (const job of failed) job.reject(new Unavailable('database', { cause: error }))
      return
    }
    for (const [index, job] of jobs.entries()) answer(job, outcomes[index]!)
    for (const name of new Set(outcomes.flatMap((outcome) => (outcome.ok ? [...outcome.signals] : [])))) {
      for (const wake of listeners.get(name) ?? []) wake()
    }
  }

  async function runInSavepoint(job: Job): Promise<Outcome> {
    const signals = new Set<Signal>()
    const tx: Tx = {
      dialect: 'sqlite',
      builder: connection.builder,
      prepared: connection.prepared,
      now: clock.now(),
      signal: (name) => signals.add(name),
    }
    connection.raw.exec('savepoint work')
    try {
      const value = await insideTransaction(() => job.work(tx))
      connection.raw.exec('release work')
      return { ok: true, value, signals }
    } catch (error) {
      if (connection.raw.isTransaction) connection.raw.exec('rollback to work; release work')
      return { ok: false, error }
    }
  }

  function answer(job: Job, outcome: Outcome): void {
    if (!outcome.ok) {
      job.reject(outcome.error)
      return
    }
    job.resolve(outcome.value)
  }

  function onSignal(name: Signal, wake: () => void): () => void {
    const wakes = listeners.get(name) ?? new Set()
    listeners.set(name, wakes.add(wake))
    return () => wakes.delete(wake)
  }

  return {
    submit,
    onSignal,
    /** Takes no new work and waits for what is waiting. */
    async close(): Promise<void> {
      closed = true
      await draining
    },
  }
}
