import { createHash } from 'node:crypto'
import { Refusal } from '../kernel/refusal.ts'
import { type Db, type Handle, over, type Tx } from './handle.ts'
import { insertRows, type Target } from './insert-rows.ts'

interface RequestTables {
  request_key: { caller: string; request_key: string; body_hash: string; result: string; created_at: number }
}

/** A request as its sender named it: the key is unique to the caller, the hash says whether it is the same request. */
export interface RequestKey {
  caller: string
  key: string
  bodyHash: string
}

const keptMs = 48 * 3_600_000

/** The same for the same content, whatever the order of its members. `operation` keeps calls apart. */
export function bodyHashOf(operation: string, body: unknown): string {
  return createHash('sha256')
    .update(`${operation}\n${canonical(body)}`)
    .digest('base64url')
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  members.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`
}

/**
 * What became of these requests, in their places: null when a request is new, the id of its result when it was done
 * before, `reused` when its key came with another body. A null key is always new.
 */
export async function knownRequests(
  handle: Handle,
  keys: readonly (RequestKey | null)[],
): Promise<(null | { result: string } | 'reused')[]> {
  const select = handle.prepared('select body_hash, result from request_key where caller = ? and request_key = ?')
  const found: (null | { result: string } | 'reused')[] = []
  for (const key of keys) {
    const row = key && (await select.get<{ body_hash: string; result: string }>(key.caller, key.key))
    found.push(!row ? null : row.body_hash === key.bodyHash ? { result: row.result } : 'reused')
  }
  return found
}

/** Keeps the results of successes, in the transaction of their effects. */
export async function keepRequests(tx: Tx, keys: readonly (RequestKey & { result: string })[]): Promise<void> {
  await insertRows(
    tx,
    requestKeys,
    keys.map(({ caller, key, bodyHash, result }) => [caller, key, bodyHash, result, tx.now]),
  )
}

const requestKeys: Target = {
  table: 'request_key',
  columns: ['caller', 'request_key', 'body_hash', 'result', 'created_at'],
}

/** Runs `work` once per request: again with the same body it answers the first result, with another it refuses. */
export async function oncePerRequest(tx: Tx, key: RequestKey, work: () => Promise<string>): Promise<string> {
  const [known] = await knownRequests(tx, [key])
  if (known === 'reused') throw new Refusal('idempotency_key_reused')
  if (known) return known.result
  const result = await work()
  await keepRequests(tx, [{ ...key, result }])
  return result
}

const forgottenAtOnce = 1_000
const roundsAtMost = 100

/** Sweep: keys older than 48 hours are forgotten, 1,000 in a transaction so that no call waits long behind them. */
export async function forgetRequests(db: Db): Promise<void> {
  for (let round = 0; round < roundsAtMost; round += 1) {
    if ((await db.transaction(forgetSome)) < forgottenAtOnce) return
  }
}

async function forgetSome(tx: Tx): Promise<number> {
  const old = await over<RequestTables>(tx)
    .selectFrom('request_key')
    .select(['caller', 'request_key'])
    .where('created_at', '<', tx.now - keptMs)
    .orderBy('created_at')
    .limit(forgottenAtOnce)
    .execute()
  const forget = tx.prepared('delete from request_key where caller = ? and request_key = ?')
  for (const row of old) await forget.run(row.caller, row.request_key)
  return old.length
}
