import { money } from '@contract/format.ts'
import { Checkbox } from 'antd'
import { useState } from 'react'
import { calls } from '../api/call.ts'
import { Confirm } from '../kit/confirm.tsx'
import { useMay } from '../state/session.ts'
import { useTexts } from '../texts/use-texts.ts'
import { verbs } from '../texts/verbs.ts'
import { useVerb } from './use-order.ts'
import type { VerbProps } from './verb-dialog.tsx'

/** The rooms that leave, all of them at first. With a balance due only who may lets the last of them go. */
export function CheckOutDialog({ order, onClose }: VerbProps) {
  const t = useTexts(verbs)
  const may = useMay()
  const inHouse = order.guests.filter(({ state }) => state === 'in')
  const [staying, setStaying] = useState<ReadonlySet<string>>(new Set())
  const [withBalance, setWithBalance] = useState(false)
  const leaving = inHouse.filter(({ id }) => !staying.has(id))
  const owes = order.balanceFen > 0
  const numbers = leaving.map(({ roomNumber }) => roomNumber).join(t('comma'))
  const said = t('checkOut', { numbers })
  const act = useVerb(calls.checkOut, { id: order.id, said, onDone: onClose })
  return (
    <Confirm
      title={t('verb_check_out')}
      result={withBalance ? t('checkOutOwing', { numbers, money: money(order.balanceFen) }) : said}
      isDanger={withBalance}
      isReady={leaving.length > 0}
      isBusy={act.isPending}
      error={act.error}
      onConfirm={() =>
        act.mutate({ orderRoomIds: leaving.map(({ id }) => id), ...(withBalance ? { withBalance: true } : {}) })
      }
      onClose={onClose}
    >
      {inHouse.map(({ id, roomNumber, guestName }) => (
        <div key={id}>
          <Checkbox
            checked={!staying.has(id)}
            onChange={({ target }) => {
              const next = new Set(staying)
              if (target.checked) next.delete(id)
              else next.add(id)
              setStaying(next)
            }}
          >
            <b>{roomNumber}</b> {guestName}
          </Checkbox>
        </div>
      ))}
      {owes ? <p className="tag tag-amber">{t('owes', { money: money(order.balanceFen) })}</p> : null}
      {owes && may('orders.checkout_with_balance') ? (
        <Checkbox checked={withBalance} onChange={({ target }) => setWithBalance(target.checked)}>
          {t('withBalance')}
        </Checkbox>
      ) : null}
    </Confirm>
  )
}
