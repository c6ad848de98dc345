import type { Tx } from '../../database/handle.ts'
import { changed } from '../../database/handle.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { on } from './store/orders.ts'

/** An account with orders that are not over cannot be closed. Refusal: `account_has_stays`. */
export async function refuseOpenStays(tx: Tx, memberId: string): Promise<void> {
  const open = await on(tx)
    .selectFrom('orders')
    .select('id')
    .where('member_id', '=', memberId)
    .where('status', 'in', ['awaiting_payment', 'cancelling', 'expiring', 'paid', 'checked_in', 'refunding'])
    .limit(1)
    .executeTakeFirst()
  if (open) throw new Refusal('account_has_stays')
}

/** Takes the person out of their stays: names, phone and remark go; dates, nights and money stay. */
export async function forgetMember(tx: Tx, { memberId }: { memberId: string }): Promise<number> {
  const theirs = on(tx).selectFrom('orders').select('id').where('member_id', '=', memberId)
  await on(tx).updateTable('order_room').set({ guest_name: '' }).where('order_id', 'in', theirs).execute()
  await on(tx).deleteFrom('order_consent').where('order_id', 'in', theirs).execute()
  await on(tx)
    .updateTable('order_invoice')
    .set({ title: '', email: '', tax_number: null })
    .where('order_id', 'in', theirs)
    .execute()
  const orders = await on(tx)
    .updateTable('orders')
    .set({ contact_phone: null, phone_index: null, remark: null, arrival_time: null })
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return changed(orders)
}
