import type { OrderStory, StoryEntry } from '../../../contract/admin/story.ts'
import { type NoticeTemplate, noticeTemplates } from '../../../contract/notice-templates.ts'
import type { Handle } from '../../database/handle.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { type Names, namesIn } from './actors.ts'
import { deedEntries } from './deeds.ts'
import { messageEntry, moneyEntry, noticeEntry, stateEntry } from './entries.ts'
import type { Placed, StoryDeps, ToldNotice } from './story.ts'

const messagesAtMost = 100
const auditRowsAtMost = 500
const entriesAtMost = 1_000

/** Of what happened in one moment, what comes first: money and deeds make a step, a step is told. */
const lanes: StoryEntry['lane'][] = ['money', 'deed', 'state', 'message', 'notice']

/**
 * Everything that happened to an order, from the rows of all who had to do with it, in one order: by time, within a
 * moment by lane. Refusal: `not_found`, also at another branch.
 */
export async function tellStory(
  handle: Handle,
  deps: StoryDeps,
  wish: { orderId: string; hotelIds: 'all' | readonly string[] },
): Promise<OrderStory> {
  const { orderId, hotelIds } = wish
  const whole = await deps.orders.whole(handle, orderId)
  if (!whole || (hotelIds !== 'all' && !hotelIds.includes(whole.order.hotelId))) throw new Refusal('not_found')
  const { events, acts } = await deps.orders.storyOf(handle, orderId)
  const audited = await deps.audit.list(handle, { subject: `order:${orderId}`, limit: auditRowsAtMost })
  const messages = await deps.messages.find(handle, orderId, messagesAtMost)
  const notices = await deps.notices.of(handle, orderId)
  const numbers = await deps.rooms.ofHotel(handle, whole.order.hotelId)
  const names: Names = namesIn([...events, ...acts, ...audited])
  const placed: Placed[] = [
    ...events.map((event) => stateEntry(event, names)),
    ...deedEntries({ acts, audited: audited.reverse(), numbers, rooms: whole.rooms, names }),
    ...(await deps.payments.moneyStory(handle, orderId)).map((step) => moneyEntry(step, names)),
    ...messages.map((message) => messageEntry(message, deps.messages.listenersTo(message.topic, message.event))),
    ...notices.map((notice) => noticeEntry(notice, names)),
  ]
  placed.sort((a, b) => a.at - b.at || lanes.indexOf(a.entry.lane) - lanes.indexOf(b.entry.lane))
  return {
    orderId,
    orderNo: whole.order.orderNo,
    isGapless: events.every(({ seq }, index) => seq === index + 1) && events.length === whole.order.seq,
    isWhole: messages.length < messagesAtMost && audited.length < auditRowsAtMost && placed.length <= entriesAtMost,
    entries: boundedEntries(placed),
    consents: consentsLeft(await deps.orders.consentsOf(handle, orderId), notices),
  }
}

/** The newest, and every step of its life. */
function boundedEntries(placed: readonly Placed[]): StoryEntry[] {
  const first = Math.max(0, placed.length - entriesAtMost)
  return placed.filter(({ entry }, index) => index >= first || entry.lane === 'state').map(({ entry }) => entry)
}

/** What became of each template: one consent is good for one message, and WeChat may refuse it. */
function consentsLeft(given: readonly NoticeTemplate[], notices: readonly ToldNotice[]): OrderStory['consents'] {
  return noticeTemplates.map((template) => {
    const last = notices.findLast((notice) => notice.template === template && spends(notice))
    if (last) return { template, state: last.state === 'refused' ? 'refused' : 'used' }
    return { template, state: given.includes(template) ? 'left' : 'not_given' }
  })
}

function spends({ state }: ToldNotice): boolean {
  return state !== 'no_consent' && state !== 'superseded'
}
