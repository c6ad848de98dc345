import type { DeskOrder } from '@contract/admin/orders.ts'
import { nightsBetween } from '@contract/nights.ts'
import { rangeText } from '../format/hotel-time.ts'
import { Money } from '../kit/money.tsx'
import { OrderState } from '../kit/order-state.tsx'
import type { Column } from '../kit/rows.tsx'
import { useLanguage } from '../state/language.ts'
import { orders } from '../texts/orders.ts'
import { useTexts } from '../texts/use-texts.ts'

/** The columns of the list; the branch is one of them where several are shown. */
export function useOrderColumns(branches: 'one' | 'many'): Column<DeskOrder>[] {
  const t = useTexts(orders)
  const language = useLanguage()
  const all: Column<DeskOrder>[] = [
    {
      name: 'stay',
      title: t('stay'),
      width: '176px',
      cell: ({ checkIn, checkOut }) => (
        <>
          {rangeText(checkIn, checkOut, language)}{' '}
          <span className="second">{t('nights', { n: nightsBetween(checkIn, checkOut) })}</span>
        </>
      ),
    },
    { name: 'guest', title: t('guest'), cell: (order) => <GuestCell order={order} /> },
    { name: 'hotel', title: t('branch'), rank: 3, cell: ({ hotelName }) => hotelName },
    { name: 'type', title: t('roomType'), rank: 2, cell: (order) => <TypeCell order={order} /> },
    { name: 'number', title: t('number'), width: '104px', rank: 2, cell: (order) => <NumberCell order={order} /> },
    {
      name: 'total',
      title: t('total'),
      width: '104px',
      align: 'end',
      cell: ({ totalFen }) => <Money fen={totalFen} />,
    },
    { name: 'status', title: t('status'), width: '104px', cell: ({ status }) => <OrderState status={status} /> },
    {
      name: 'no',
      title: t('orderNo'),
      width: '148px',
      rank: 3,
      cell: ({ orderNo }) => <span className="mono">{orderNo}</span>,
    },
  ]
  return branches === 'many' ? all : all.filter(({ name }) => name !== 'hotel')
}

function GuestCell({ order: { guests, contactPhoneMasked } }: { order: DeskOrder }) {
  const t = useTexts(orders)
  return (
    <>
      <b>{guests[0]?.guestName}</b>
      {guests.length > 1 ? ` ${t('andMore', { n: guests.length - 1 })}` : ''}{' '}
      <span className="second">{contactPhoneMasked}</span>
    </>
  )
}

function TypeCell({ order: { roomTypeName, rooms } }: { order: DeskOrder }) {
  const t = useTexts(orders)
  return (
    <>
      {roomTypeName}
      {rooms > 1 ? <span className="second"> {t('rooms', { n: rooms })}</span> : null}
    </>
  )
}

function NumberCell({ order: { guests, status } }: { order: DeskOrder }) {
  const t = useTexts(orders)
  const numbers = guests.flatMap(({ roomNumber }) => roomNumber ?? [])
  const isOpen = status === 'paid' || status === 'checked_in'
  if (numbers.length === 0) return isOpen ? <span className="tag tag-amber">{t('noNumber')}</span> : null
  return <b>{numbers.join(t('comma'))}</b>
}
