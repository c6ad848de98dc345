import type { Tx } from '../../database/handle.ts'
import type { Actor } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Audit } from '../audit/index.ts'
import type { CancelPolicy } from './hotel.ts'
import { checkPolicy } from './rules.ts'
import { plansUnder, policiesByIds } from './store/reads.ts'
import { insertPolicy, movePlans, shelvePolicy, updateUnusedPolicy } from './store/writes.ts'
import { touchRoomType } from './tell.ts'

const plansAtMost = 2_000

/**
 * A policy that no plan uses is changed as it lies. One in use is not: its next version is made, its plans take that,
 * and it is archived, so that an id always stands for the same terms. Orders carry their own copy and hear nothing of
 * it. Answers the policy in force. Refusals: `not_found`, `archived`, `invalid_request`, `edit_too_large` beyond 2,000
 * plans.
 */
export async function editPolicy(
  tx: Tx,
  { audit }: { audit: Audit },
  wish: { id: string; change: Partial<Pick<CancelPolicy, 'name' | 'phases' | 'noShow'>>; actor: Actor },
): Promise<CancelPolicy> {
  const { id, change, actor } = wish
  const [before] = await policiesByIds(tx, [id])
  if (!before) throw new Refusal('not_found')
  if (before.archivedAt !== null) throw new Refusal('archived')
  const changed = { ...before, ...change }
  checkPolicy(changed)
  if (await updateUnusedPolicy(tx, changed)) {
    await audit.record(tx, { actor, action: 'policy.edit', subject: `policy:${id}`, before, after: changed })
    return changed
  }
  const plans = await plansUnder(tx, id, plansAtMost)
  if (plans.length > plansAtMost) throw new Refusal('edit_too_large', { facts: { plansAtMost } })
  const next = { ...changed, id: newId('pol') }
  await insertPolicy(tx, next)
  await movePlans(tx, { from: id, to: next.id })
  await shelvePolicy(tx, { id, archivedAt: tx.now, replacedBy: next.id })
  for (const roomTypeId of new Set(plans.map((plan) => plan.roomTypeId))) await touchRoomType(tx, roomTypeId)
  const after = { ...next, plans: plans.length }
  await audit.record(tx, { actor, action: 'policy.replace', subject: `policy:${id}`, before, after })
  return next
}
