import { type Static, Type } from 'typebox'
import { closed, Fen, IdParams, Instant, Nullable, OneOf } from '../common.ts'
import { noticeTemplates } from '../notice-templates.ts'
import { operation } from '../operation.ts'
import { orderStatuses } from '../order-status.ts'

const Actor = Type.Object({ kind: OneOf(['guest', 'staff', 'wechat', 'system']), name: Nullable(Type.String()) })

/** What a person can do about an entry that did not end well. */
const Next = Nullable(
  Type.Union([
    Type.Object({ kind: Type.Literal('resend'), notice: Type.Integer() }),
    Type.Object({ kind: Type.Literal('call') }),
    Type.Object({ kind: Type.Literal('dead_letter'), id: Type.String() }),
    Type.Object({ kind: Type.Literal('alarm') }),
  ]),
)

const entry = { at: Instant, actor: Actor, next: Next }

/** A step of the order’s life, with its number. */
const StateEntry = Type.Object({
  ...entry,
  lane: Type.Literal('state'),
  seq: Type.Integer(),
  from: Nullable(OneOf(orderStatuses)),
  to: OneOf(orderStatuses),
  cause: Type.String(),
})

/** What somebody did to the order: rooms, dates, money at the desk; where it is audited, with the number of that row. */
const DeedEntry = Type.Object({
  ...entry,
  lane: Type.Literal('deed'),
  what: Type.String(),
  auditSeq: Nullable(Type.Integer()),
  reason: Nullable(Type.String()),
  /** Numbers of the rooms it was about. */
  rooms: Type.Array(Type.String()),
  facts: Type.Record(Type.String(), Type.Unknown()),
})

const MoneyEntry = Type.Object({
  ...entry,
  lane: Type.Literal('money'),
  what: OneOf(['trade', 'payment', 'refund_asked', 'refund_settled', 'notice', 'quarantined']),
  amountFen: Nullable(Fen),
  /** Of the trade or refund, as it is now. */
  state: Nullable(Type.String()),
  /** The method of a payment, the cause of a refund, the kind of a notice, why something did not match. */
  about: Nullable(Type.String()),
  /** WeChat’s transaction, the receipt of the desk, or our number of a trade or refund. */
  number: Nullable(Type.String()),
})

const deliveryStates = ['delivered', 'waiting', 'parked', 'dead', 'discarded'] as const

/** A message that told of it, and how far each subscription is with it. */
const MessageEntry = Type.Object({
  ...entry,
  lane: Type.Literal('message'),
  eventId: Type.String(),
  event: Type.String(),
  topic: Type.String(),
  seq: Nullable(Type.Integer()),
  dueAt: Instant,
  deliveries: Type.Array(
    Type.Object({
      subscription: Type.String(),
      state: OneOf(deliveryStates),
      at: Nullable(Instant),
      attempts: Type.Integer(),
    }),
  ),
})

const noticeStates = ['waiting', 'sending', 'sent', 'refused', 'unknown', 'superseded', 'no_consent'] as const

/** A subscribe message in WeChat about a step. */
const NoticeEntry = Type.Object({
  ...entry,
  lane: Type.Literal('notice'),
  /** The step it tells of. */
  seq: Type.Integer(),
  /** 0 by itself, then counted as a person sends it again. */
  resendNo: Type.Integer(),
  template: OneOf(noticeTemplates),
  state: OneOf(noticeStates),
  errcode: Nullable(Type.Integer()),
  endedAt: Nullable(Instant),
})

export const StoryEntry = Type.Union([StateEntry, DeedEntry, MoneyEntry, MessageEntry, NoticeEntry])
export type StoryEntry = Static<typeof StoryEntry>

export const OrderStory = Type.Object({
  orderId: Type.String(),
  orderNo: Type.String(),
  /** The steps are numbered from 1 without a gap. */
  isGapless: Type.Boolean(),
  /** False: more happened than one answer holds; the steps of its life are all there. */
  isWhole: Type.Boolean(),
  /** Everything on one line, the oldest first. */
  entries: Type.Array(StoryEntry),
  /** What the guest allows to be told: each consent is good for one message. */
  consents: Type.Array(
    Type.Object({ template: OneOf(noticeTemplates), state: OneOf(['left', 'used', 'refused', 'not_given']) }),
  ),
})
export type OrderStory = Static<typeof OrderStory>

export const getOrderStory = operation({
  id: 'getOrderStory',
  method: 'GET',
  path: '/api/admin/orders/:id/story',
  who: 'staff',
  permission: 'orders.read',
  summary: 'Everything that happened to an order: steps, deeds, money, messages, notices, with what can be done',
  params: IdParams,
  reply: OrderStory,
  refusals: ['not_found'],
})

export const resendNotice = operation({
  id: 'resendNotice',
  method: 'POST',
  path: '/api/admin/orders/:id/resend',
  who: 'staff',
  permission: 'orders.desk',
  summary: 'Sends the notice about a step (its number) again, once more and under a number of its own',
  params: IdParams,
  body: closed({ notice: Type.Integer({ minimum: 1 }) }),
  reply: OrderStory,
  refusals: ['not_found', 'notice_on_its_way'],
})
