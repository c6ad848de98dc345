import { useQuery } from '../../go.ts'
import { Page, SignedIn } from '../../kit/index.ts'
import { invoices } from '../../texts/invoices.ts'
import { useTexts } from '../../texts/use-texts.ts'
import './index.css'
import { MyInvoices } from './my-invoices.tsx'
import { OrderInvoice } from './order-invoice.tsx'

/** All invoices, or with an order in the address that order's. */
export default function Invoices() {
  const t = useTexts(invoices)
  const { orderId } = useQuery('invoices')
  return (
    <Page title={t('title')}>
      <SignedIn>{orderId ? <OrderInvoice orderId={orderId} /> : <MyInvoices />}</SignedIn>
    </Page>
  )
}
