import type { Db, Tx } from '../../database/handle.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { emit } from '../../messaging/emit.ts'
import { blankMember } from './store.ts'

/**
 * Closes an account: the person is taken out of the member's row, its identities, sessions and favourites go, and
 * `member.closed` lets the modules above forget them too. Stays and money remain, without the person. `mayClose` is
 * asked in the same transaction and refuses while something is still owed or to come.
 */
export async function closeAccount(
  deps: { db: Db; mayClose(tx: Tx, memberId: string): Promise<void> },
  memberId: string,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await deps.mayClose(tx, memberId)
    if (!(await blankMember(tx, memberId))) throw new Refusal('not_found')
    await emit(tx, { event: 'member.closed', payload: { memberId } })
  })
}
