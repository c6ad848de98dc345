import { insideTransaction } from '../../../database/guard.ts'
import type { Signal, Tx } from '../../../database/handle.ts'
import { Unavailable } from '../../../kernel/refusal.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { Connection } from './connection.ts'
import { isDiskFault } from './disk-fault.ts'

const groupMs = 10
/** While people wait, work that nobody waits for gets this part of the time that theirs took, and one work at least. */
const backgroundShare = 0.25
const backgroundLeastMs = 0.5
/** More work than this waiting means that the disk does not keep up: better to say so than to let everybody wait. */
const waitingAtMost = 20_000

/** Whether a person waits for the work, or nobody does. */
export type Lane = 'people' | 'background'

export interface WriterDeps {
  connection: Connection
  clock: Clock
  /** Works of people in one commit, at most: 64 unless said. */
  groupAtMost?: number | undefined
}

interface Job {
  work(tx: Tx): Promise<unknown>
  resolve(value: unknown): void
  reject(error: unknown): void
}

type Outcome = { ok: true; value: unknown; signals: Set<Signal> } | { ok: false; error: unknown }
type Group = { job: Job; outcome: Outcome }[]

/**
 * The one writer: work waits in two lanes and is committed in groups of at most 64 works or 10 ms, each in a savepoint
 * of its own, people before background. A work that fails rolls back alone; a commit that fails fails the whole group.
 * Answers leave after it.
 */
export function createWriter({ connection, clock, groupAtMost = 64 }: WriterDeps) {
  const lanes: Record<Lane, Job[]> = { people: [], background: [] }
  const listeners = new Map<Signal, Set<() => void>>()
  let draining: Promise<void> | null = null
  let closed = false

  function submit<R>(work: (tx: Tx) => Promise<R>, lane: Lane): Promise<R> {
    if (closed) return Promise.reject(new Unavailable('database'))
    if (lanes[lane].length >= waitingAtMost)
      return Promise.reject(new Unavailable('database', { retryAfterSeconds: 1 }))
    const answer = new Promise<R>((resolve, reject) =>
      lanes[lane].push({ work, resolve: resolve as Job['resolve'], reject }),
    )
    draining ??= drain()
    return answer
  }

  const isWaiting = () => lanes.people.length > 0 || lanes.background.length > 0

  async function drain(): Promise<void> {
    while (isWaiting()) {
      await new Promise<void>((resolve) => setImmediate(resolve)) // lets those who come in this moment join the group
      await commitGroup()
    }
    draining = null
  }

  async function commitGroup(): Promise<void> {
    const group: Group = []
    try {
      connection.raw.exec('begin immediate')
      const tookMs = await runPeople(group)
      if (group.length > 0) await runBackground(group, Math.max(backgroundLeastMs, tookMs * backgroundShare))
      else await runWhileAlone(group)
      connection.raw.exec('commit')
    } catch (error) {
      if (connection.raw.isTransaction) connection.raw.exec('rollback')
      fail(group.length > 0 ? group.map(({ job }) => job) : takeSome(), error)
      return
    }
    answer(group)
  }

  /** Answers how many milliseconds it took. */
  async function runPeople(group: Group): Promise<number> {
    const started = performance.now()
    let tookMs = 0
    while (lanes.people.length > 0 && group.length < groupAtMost && tookMs < groupMs) {
      await runNext(group, 'people')
      tookMs = performance.now() - started
    }
    return tookMs
  }

  async function runBackground(group: Group, ms: number): Promise<void> {
    const until = performance.now() + ms
    while (lanes.background.length > 0) {
      await runNext(group, 'background')
      if (performance.now() >= until) return
    }
  }

  /** Nobody waits: as much as a group holds, until somebody comes. */
  async function runWhileAlone(group: Group): Promise<void> {
    const until = performance.now() + groupMs
    while (lanes.background.length > 0 && lanes.people.length === 0 && group.length < groupAtMost) {
      await runNext(group, 'background')
      if (performance.now() >= until) return
    }
  }

  async function runNext(group: Group, lane: Lane): Promise<void> {
    const job = lanes[lane].shift()!
    const entry = { job, outcome: { ok: false, error: null } as Outcome }
    group.push(entry)
    entry.outcome = await runInSavepoint(job)
    if (connection.raw.isTransaction) return
    const { outcome } = entry
    throw new Error('the database ended the transaction by itself', { cause: outcome.ok ? undefined : outcome.error })
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
    connection.savepoint()
    try {
      const value = await insideTransaction(() => job.work(tx))
      connection.release()
      return { ok: true, value, signals }
    } catch (error) {
      if (connection.raw.isTransaction) connection.raw.exec('rollback to work; release work')
      return { ok: false, error: isDiskFault(error) ? new Unavailable('database', { cause: error }) : error }
    }
  }

  function answer(group: Group): void {
    const signals = new Set<Signal>()
    for (const { job, outcome } of group) {
      if (outcome.ok) {
        for (const name of outcome.signals) signals.add(name)
        job.resolve(outcome.value)
      } else job.reject(outcome.error)
    }
    for (const name of signals) for (const wake of listeners.get(name) ?? []) wake()
  }

  function takeSome(): Job[] {
    return [...lanes.people.splice(0, groupAtMost), ...lanes.background.splice(0, groupAtMost)]
  }

  function fail(jobs: readonly Job[], cause: unknown): void {
    for (const job of jobs) job.reject(new Unavailable('database', { cause }))
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
