import road from '@brand/art/empty-road.svg'
import type { ReactNode } from 'react'
import type { Answer } from '../../api/use-call.ts'
import { go } from '../../go.ts'
import { Answered, Button, Empty } from '../../kit/index.ts'
import { order as texts } from '../../texts/order.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { OrderOfGuest } from './story.ts'
import type { HotelOfOrder } from './use-order.ts'

export interface FoundProps {
  of: Answer<OrderOfGuest>
  /** No order is named in the address at all. */
  nameless: boolean
  hotel: HotelOfOrder | undefined
  skeleton: ReactNode
  children: (order: OrderOfGuest) => ReactNode
}

/** An order once it is there; one that is not, or is somebody else's, has its own words and the list as the way on. */
export function Found({ of, nameless, hotel, skeleton, children }: FoundProps) {
  const t = useTexts(texts)
  if (nameless || (of.failure?.code === 'not_found' && of.value === undefined)) {
    return (
      <Empty picture={road} title={t('missingTitle')} text={t('missingText')} role="alert">
        <Button onTap={() => go('orders')}>{t('toOrders')}</Button>
      </Empty>
    )
  }
  return (
    <Answered of={of} skeleton={skeleton} phone={hotel && { name: hotel.name, number: hotel.phone }}>
      {children}
    </Answered>
  )
}
