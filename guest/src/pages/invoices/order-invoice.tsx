import lantern from '@brand/art/empty-lantern.svg'
import { ApiProblem } from '@contract/client.ts'
import type { calls as told } from '@contract/generated/guest-calls.ts'
import type { GuestOrder } from '@contract/guest/orders.ts'
import type { ReplyOf } from '@contract/operation.ts'
import { useState } from 'react'
import { call, calls } from '../../api/call.ts'
import { useCall } from '../../api/use-call.ts'
import { rangeText } from '../../format/days.ts'
import { go } from '../../go.ts'
import { Answered, Button, Card, Empty, Note, Price, View } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { invoices } from '../../texts/invoices.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { AskForm } from './ask-form.tsx'
import { InvoiceDetails } from './invoice-details.tsx'
import { InvoicesSkeleton } from './invoices-skeleton.tsx'

export type Invoice = ReplyOf<typeof told.getMyInvoice>

interface Known {
  order: GuestOrder
  /** Null: nobody asked for one yet. */
  invoice: Invoice | null
}

/** The invoice of one order: the form to ask for it, or what was asked for and what became of it. */
export function OrderInvoice({ orderId }: { orderId: string }) {
  const t = useTexts(invoices)
  const known = useCall(`invoice ${orderId}`, () => lookUp(orderId))
  const [editing, setEditing] = useState(false)
  const [said, setSaid] = useState<'done' | 'changed' | null>(null)
  return (
    <Answered of={known} skeleton={<InvoicesSkeleton />}>
      {({ order, invoice }) => {
        if (!invoice && order.paidFen <= order.refundedFen) return <NothingToInvoice orderId={orderId} />
        const form = !invoice || (editing && !invoice.issuedNumber)
        return (
          <View className="invoices-body">
            <Stay of={order} />
            {form ? (
              <AskForm
                order={order}
                asked={invoice}
                onKeep={() => setEditing(false)}
                onDone={(next) => {
                  setSaid(invoice ? 'changed' : 'done')
                  setEditing(false)
                  known.put({ order, invoice: next })
                }}
                onIssued={known.retry}
              />
            ) : (
              <>
                {said && !invoice.issuedNumber && (
                  <Note kind="good" icon="check" role="status">
                    {t(said, { email: invoice.email })}
                  </Note>
                )}
                <InvoiceDetails of={invoice} zone={order.zone} onEdit={() => setEditing(true)} />
              </>
            )}
          </View>
        )
      }}
    </Answered>
  )
}

function Stay({ of: order }: { of: GuestOrder }) {
  const t = useTexts(invoices)
  const language = useLanguage()
  const dates = rangeText(order.checkIn, order.checkOut, language)
  return (
    <Card>
      <View className="s">{order.hotelName}</View>
      <View as="h2" className="h2">
        {t('stay', { dates, room: order.roomTypeName })}
      </View>
      <View className="s">{t('forStay')}</View>
      <View className="invoices-amount">
        <View>
          <View>{t('amount')}</View>
          <View className="xs">{t('amountNote')}</View>
        </View>
        <Price amountFen={order.paidFen - order.refundedFen} size={24} />
      </View>
    </Card>
  )
}

function NothingToInvoice({ orderId }: { orderId: string }) {
  const t = useTexts(invoices)
  return (
    <Empty picture={lantern} title={t('unpaid')} text={t('unpaidText')}>
      <Button kind="soft" onTap={() => go('order', { id: orderId })}>
        {t('order')}
      </Button>
    </Empty>
  )
}

async function lookUp(id: string): Promise<Known> {
  const [order, invoice] = await Promise.all([
    call(calls.getMyOrder, { params: { id } }),
    call(calls.getMyInvoice, { params: { id } }).catch((error: unknown) => {
      // No invoice is no failure here; an order that is not the guest's fails by the call beside this one.
      if (error instanceof ApiProblem && error.code === 'not_found') return null
      throw error
    }),
  ])
  return { order, invoice }
}
