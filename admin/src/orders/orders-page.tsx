import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Segmented, Tag } from 'antd'
import { call, calls } from '../api/call.ts'
import { FilterBar } from '../kit/filter-bar.tsx'
import { Kbd } from '../kit/kbd.tsx'
import { NightRange } from '../kit/night-picker.tsx'
import { PageHead } from '../kit/page-head.tsx'
import { Empty, Problem } from '../kit/problem.tsx'
import { Rows, RowsSkeleton } from '../kit/rows.tsx'
import { useWaiting } from '../kit/use-waiting.ts'
import { useChosenBranch, useHotelClock } from '../state/hotels.ts'
import { useLanguage } from '../state/language.ts'
import { orders } from '../texts/orders.ts'
import { useTexts } from '../texts/use-texts.ts'
import { isNarrowed, type OrderSearch, type OrderTab, orderQuery, orderTabNames } from './filters.ts'
import { useOrderColumns } from './order-columns.tsx'
import { OrderPane } from './order-pane.tsx'
import './orders.css'

const route = getRouteApi('/orders')
const pageSize = 30

const tabTexts = {
  all: 'tab_all',
  to_pay: 'tab_to_pay',
  to_arrive: 'tab_to_arrive',
  staying: 'tab_staying',
  finished: 'tab_finished',
  no_show: 'tab_no_show',
  cancelled: 'tab_cancelled',
} as const satisfies Record<OrderTab, string>

/** The orders of one's branches, the newest first, with the one that is open beside them. */
export function OrdersPage() {
  const t = useTexts(orders)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { zone } = useHotelClock(useChosenBranch()?.id ?? null)
  const change = (to: OrderSearch) => void navigate({ search: to })
  const { q, tab, from, to, order, ...rest } = search
  const clear = () => change({ ...rest, ...(order ? { order } : {}) })
  return (
    <div className="with-pane">
      <main className="page">
        <PageHead title={t('title')} />
        <FilterBar label={t('filter')} {...(isNarrowed(search) ? { onClear: clear } : {})}>
          <Segmented<OrderTab>
            aria-label={t('status')}
            value={tab ?? 'all'}
            options={orderTabNames.map((name) => ({ value: name, label: t(tabTexts[name]) }))}
            onChange={(name) =>
              change(without({ ...search, ...(name === 'all' ? {} : { tab: name }) }, name === 'all'))
            }
          />
          <NightRange
            zone={zone}
            label={[t('from'), t('to')]}
            value={from && to ? [from, to] : null}
            onChange={(days) => {
              const { from: _from, to: _to, ...others } = search
              change(days ? { ...others, from: days[0], to: days[1] } : others)
            }}
          />
          {q ? (
            <Tag
              closable={{ 'aria-label': t('dropFind') }}
              onClose={() => {
                const { q: _q, ...others } = search
                change(others)
              }}
            >
              {t('found', { q })}
            </Tag>
          ) : null}
        </FilterBar>
        <OrderList search={search} onOpen={(id) => change({ ...search, order: id })} onClear={clear} />
        <p className="hints" aria-hidden="true">
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd>
          {t('hintWalk')}
          <Kbd>↵</Kbd>
          {t('hintOpen')}
          <Kbd>Esc</Kbd>
          {t('hintClose')}
        </p>
      </main>
      {order ? (
        <OrderPane
          key={order}
          id={order}
          onClose={() => {
            change({ ...rest, ...(q ? { q } : {}), ...(tab ? { tab } : {}), ...(from && to ? { from, to } : {}) })
            requestAnimationFrame(() =>
              document.querySelector<HTMLElement>(`[data-row="${CSS.escape(order)}"]`)?.focus(),
            )
          }}
        />
      ) : null}
    </div>
  )
}

/** The tab of all orders is no word in the address. */
function without({ tab, ...others }: OrderSearch, isAll: boolean): OrderSearch {
  return isAll || tab === undefined ? others : { ...others, tab }
}

interface OrderListProps {
  search: OrderSearch
  onOpen(id: string): void
  onClear(): void
}

function OrderList({ search, onOpen, onClear }: OrderListProps) {
  const t = useTexts(orders)
  const language = useLanguage()
  const branch = useChosenBranch()
  const columns = useOrderColumns(branch === null ? 'many' : 'one')
  const query = orderQuery(search, branch?.id ?? null)
  const list = useInfiniteQuery({
    queryKey: ['orders', language, query],
    queryFn: ({ pageParam }) =>
      call(calls.listOrders, { query: { ...query, limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: (before) => before,
  })
  const isWaiting = useWaiting(list.isPending)
  if (list.isPending || (isWaiting && !list.error)) {
    return (
      <div className="list" aria-busy="true">
        <span className="unseen" role="status">
          {t('loading')}
        </span>
        {isWaiting ? <RowsSkeleton columns={columns} /> : null}
      </div>
    )
  }
  if (!list.data) {
    return (
      <div className="list">
        <Problem error={list.error} onRetry={list.refetch} />
      </div>
    )
  }
  const rows = list.data.pages.flatMap(({ items }) => items)
  if (rows.length === 0) {
    const narrowed = isNarrowed(search)
    return (
      <div className="list">
        <Empty
          title={t(narrowed ? 'noneFound' : 'none')}
          actions={narrowed ? <Button onClick={onClear}>{t('clear')}</Button> : null}
        >
          {narrowed ? t('noneFoundNote') : t('noneNote')}
        </Empty>
      </div>
    )
  }
  return (
    <div className="list" aria-busy={list.isPlaceholderData}>
      <Rows
        label={t('title')}
        columns={columns}
        rows={rows}
        idOf={({ id }) => id}
        openId={search.order}
        onOpen={({ id }) => onOpen(id)}
      />
      {list.isFetchNextPageError ? <Problem error={list.error} onRetry={list.fetchNextPage} /> : null}
      {list.hasNextPage && !list.isFetchNextPageError ? (
        <div className="list-more">
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
