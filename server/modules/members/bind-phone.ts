import type { Db } from '../../database/handle.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Sealer } from '../../ports/sealer.ts'
import type { Wechat } from '../../ports/wechat.ts'
import { identitiesOf, updateMember } from './store.ts'

export type PhoneProof = { code: string } | { encryptedData: string; iv: string }

/**
 * Binds the phone that WeChat vouches for, by its phone code or by the older encrypted data. A number the client
 * merely states is never taken. Refusals: `phone_code_invalid`, `phone_data_invalid`, `login_required` when the
 * person has not signed in through the mini-program.
 */
export async function bindPhone(
  deps: { db: Db; wechat: Wechat; sealer: Sealer },
  memberId: string,
  proof: PhoneProof,
): Promise<void> {
  const mini = (await identitiesOf(deps.db, memberId)).find((identity) => identity.via === 'mini')
  if (!mini) throw new Refusal('login_required')
  const phone = 'code' in proof ? await deps.wechat.phoneByCode(proof.code, mini.openid) : openOlder(deps, mini, proof)
  await deps.db.transaction((tx) =>
    updateMember(tx, memberId, {
      phone_sealed: deps.sealer.seal(phone),
      phone_index: deps.sealer.blindIndex('phone', phone),
    }),
  )
}

function openOlder(
  { wechat, sealer }: { wechat: Wechat; sealer: Sealer },
  mini: { sessionKeySealed: string | null },
  proof: { encryptedData: string; iv: string },
): string {
  if (!mini.sessionKeySealed) throw new Refusal('phone_data_invalid')
  return wechat.phoneByEncryptedData(sealer.open(mini.sessionKeySealed), proof.encryptedData, proof.iv)
}
