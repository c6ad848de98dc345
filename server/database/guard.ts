import { AsyncLocalStorage } from 'node:async_hooks'

const open = new AsyncLocalStorage<string>()

/** Runs `work` as the inside of a transaction: everything it awaits is known to be inside. */
export function insideTransaction<R>(work: () => Promise<R>): Promise<R> {
  return open.run('transaction', work)
}

/** Runs `work` as outside of any transaction, whatever called it: for things that wake up later. */
export function outsideTransaction<R>(work: () => R): R {
  return open.exit(work)
}

/**
 * Throws when a transaction is open in this async context. Every adapter that leaves the process and every read that
 * is not the transaction's own calls it, so that "the phone left on" cannot be written unnoticed.
 */
export function refuseInsideTransaction(what: string): void {
  if (open.getStore()) throw new Error(`${what} must not be used while a transaction is open: use tx, or do it after`)
}
