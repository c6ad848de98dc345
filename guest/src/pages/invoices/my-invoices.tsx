import gate from '@brand/art/empty-gate.svg'
import { money } from '@contract/format.ts'
import type { calls as told } from '@contract/generated/guest-calls.ts'
import type { GuestOrder } from '@contract/guest/orders.ts'
import type { ReplyOf } from '@contract/operation.ts'
import { useReachBottom } from '@tarojs/taro'
import { call, calls } from '../../api/call.ts'
import { useCall } from '../../api/use-call.ts'
import { usePages } from '../../api/use-pages.ts'
import { useShownAgain } from '../../api/use-shown-again.ts'
import { chainZone, momentText, rangeText } from '../../format/days.ts'
import { go, pathTo } from '../../go.ts'
import { Answered, Button, Empty, Mark, Price, ProblemNote, SectionTitle, Tap, View, Way } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { invoices } from '../../texts/invoices.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { InvoicesSkeleton } from './invoices-skeleton.tsx'

type Invoice = ReplyOf<typeof told.listMyInvoices>['items'][number]

const atOnce = 100

/** Stays an invoice can be asked for, and the invoices asked for. */
export function MyInvoices() {
  const t = useTexts(invoices)
  const asked = usePages('invoices', (cursor) => call(calls.listMyInvoices, { query: { cursor } }))
  const stays = useCall('invoices stays', staysToInvoice)
  useShownAgain({
    loading: asked.first.loading,
    retry: () => {
      asked.first.retry()
      stays.retry()
    },
  })
  useReachBottom(() => {
    if (asked.hasMore && !asked.moreFailure) asked.more()
  })
  return (
    <Answered of={stays} skeleton={<InvoicesSkeleton />}>
      {(open) => (
        <Answered of={asked.first} skeleton={<InvoicesSkeleton />}>
          {() => {
            const known = new Set(asked.items.map(({ orderId }) => orderId))
            const left = open.filter(({ id }) => !known.has(id))
            return left.length + asked.items.length === 0 ? (
              <Empty picture={gate} title={t('emptyTitle')} text={t('emptyText')}>
                <Button kind="soft" onTap={() => go('orders')}>
                  {t('emptyWay')}
                </Button>
              </Empty>
            ) : (
              <View className="invoices-list">
                {left.length > 0 && <SectionTitle>{t('open')}</SectionTitle>}
                <View as="ul">
                  {left.map((order) => (
                    <OpenStay key={order.id} of={order} />
                  ))}
                </View>
                {asked.items.length > 0 && <SectionTitle>{t('asked')}</SectionTitle>}
                <View as="ul">
                  {asked.items.map((invoice) => (
                    <AskedInvoice key={invoice.orderId} of={invoice} />
                  ))}
                </View>
                {asked.moreFailure && <ProblemNote failure={asked.moreFailure} />}
                {asked.hasMore && (
                  <Tap className="s invoices-more" onTap={asked.more} told={{ busy: asked.loadingMore }}>
                    {t('more')}
                  </Tap>
                )}
              </View>
            )
          }}
        </Answered>
      )}
    </Answered>
  )
}

function OpenStay({ of: order }: { of: GuestOrder }) {
  const t = useTexts(invoices)
  const language = useLanguage()
  const { id, hotelName, roomTypeName, checkIn, checkOut, paidFen, refundedFen } = order
  return (
    <View as="li" className="card invoices-card">
      <View className="grow">
        <View className="s">{hotelName}</View>
        <View className="h3">{t('stay', { dates: rangeText(checkIn, checkOut, language), room: roomTypeName })}</View>
        <Price amountFen={paidFen - refundedFen} size={16} />
      </View>
      <Button kind="soft" label={t('askFor', { room: roomTypeName })} onTap={() => go('invoices', { orderId: id })}>
        {t('ask')}
      </Button>
    </View>
  )
}

function AskedInvoice({ of: invoice }: { of: Invoice }) {
  const t = useTexts(invoices)
  const language = useLanguage()
  const { orderId, title, amountFen, askedAt, issuedNumber } = invoice
  return (
    <View as="li" className="card invoices-asked">
      <Way className="invoices-way" path={pathTo('invoices', { orderId })}>
        <View className="between">
          <View className="h3 invoices-name">{title}</View>
          <Mark colour={issuedNumber ? 'pine' : 'amber'}>{t(issuedNumber ? 'issued' : 'toIssue')}</Mark>
        </View>
        <View className="between s">
          <View>
            {issuedNumber
              ? t('number', { number: issuedNumber })
              : t('askedAt', { at: momentText(askedAt, { zone: chainZone, language }) })}
          </View>
          <View className="strong ink-2">{money(amountFen)}</View>
        </View>
      </Way>
    </View>
  )
}

/** What was paid and kept: stays that ended, and those that did not take place but were not given back in full. */
async function staysToInvoice(): Promise<GuestOrder[]> {
  const lists = await Promise.all(
    (['staying', 'finished', 'cancelled'] as const).map((tab) =>
      call(calls.listMyOrders, { query: { tab, limit: atOnce } }),
    ),
  )
  return lists
    .flatMap(({ items }) => items)
    .filter(({ paidFen, refundedFen, status }) => paidFen > refundedFen && status !== 'refunding')
}
