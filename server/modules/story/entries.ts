import type { StoryEntry } from '../../../contract/admin/story.ts'
import { instantOrNull, instantText } from '../../../contract/format.ts'
import type { MessageTrace } from '../../messaging/index.ts'
import type { OrderEvent } from '../orders/index.ts'
import type { MoneyStep } from '../payments/index.ts'
import { actorView, type Names } from './actors.ts'
import type { Placed, ToldNotice } from './story.ts'

type Entry<Lane extends StoryEntry['lane']> = Extract<StoryEntry, { lane: Lane }>
type Next = StoryEntry['next']

const house = { kind: 'system', name: null } as const

/** A step of the order's life. */
export function stateEntry({ seq, from, to, cause, actor, at }: OrderEvent, names: Names): Placed {
  const entry: Entry<'state'> = {
    lane: 'state',
    at: instantText(at),
    actor: actorView(actor, names),
    next: null,
    seq,
    from,
    to,
    cause,
  }
  return { at, entry }
}

/** Money: what did not match, and a refund that did not succeed, are for a person. */
export function moneyEntry(step: MoneyStep, names: Names): Placed {
  const entry: Entry<'money'> = {
    lane: 'money',
    at: instantText(step.at),
    actor: actorView(step.by, names),
    next: isForAPerson(step) ? { kind: 'alarm' } : null,
    what: step.kind,
    amountFen: 'amountFen' in step ? step.amountFen : null,
    state: 'state' in step ? step.state : null,
    ...wordsOf(step),
  }
  return { at: step.at, entry }
}

function isForAPerson(step: MoneyStep): boolean {
  if (step.kind === 'quarantined') return true
  return step.kind === 'refund_settled' && step.state !== 'succeeded'
}

function wordsOf(step: MoneyStep): { about: string | null; number: string | null } {
  switch (step.kind) {
    case 'trade':
      return { about: null, number: step.outTradeNo }
    case 'payment':
      return { about: step.method, number: step.transactionId ?? step.receiptNo }
    case 'refund_asked':
      return { about: step.cause, number: step.refundId }
    case 'refund_settled':
      return { about: null, number: step.refundId }
    case 'notice':
      return { about: step.eventType, number: step.subjectNo }
    case 'quarantined':
      return { about: step.reason, number: step.subjectNo }
  }
}

const deliveryStates: Record<string, Entry<'message'>['deliveries'][number]['state']> = {
  handled: 'delivered',
  discarded: 'discarded',
  parked: 'parked',
  dead: 'dead',
}

/** A message that told of it; who listens and has not had it waits. */
export function messageEntry(message: MessageTrace, listeners: readonly string[]): Placed {
  const had = message.deliveries.map(({ subscription, state, at, attempts }) => ({
    subscription,
    state: deliveryStates[state] ?? 'waiting',
    at: instantText(at),
    attempts,
  }))
  const waiting = listeners
    .filter((name) => message.state !== 'done' && !had.some(({ subscription }) => subscription === name))
    .map((subscription) => ({ subscription, state: 'waiting' as const, at: null, attempts: 0 }))
  const dead = had.find(({ state }) => state === 'dead')
  const entry: Entry<'message'> = {
    lane: 'message',
    at: instantText(message.bornAt),
    actor: house,
    next: dead ? { kind: 'dead_letter', id: `${dead.subscription}:${message.id}` } : null,
    eventId: message.id,
    event: message.event,
    topic: message.topic,
    seq: message.seq,
    dueAt: instantText(message.dueAt),
    deliveries: [...had, ...waiting],
  }
  return { at: message.bornAt, entry }
}

/** WeChat: the person has refused, or has no consent left. Sending again changes nothing. */
const refusedByThePerson = 43101

/** A message in WeChat about a step, at the moment it was settled. */
export function noticeEntry(notice: ToldNotice, names: Names): Placed {
  const { seq, resendNo, template, state, errcode, endedAt, createdAt, askedBy } = notice
  const entry: Entry<'notice'> = {
    lane: 'notice',
    at: instantText(endedAt ?? createdAt),
    actor: actorView(askedBy, names),
    next: nextOf(notice),
    seq,
    resendNo,
    template,
    state,
    errcode,
    endedAt: instantOrNull(endedAt),
  }
  return { at: endedAt ?? createdAt, entry }
}

function nextOf({ state, errcode, seq }: ToldNotice): Next {
  if (state === 'no_consent') return { kind: 'call' }
  if (state === 'refused') return errcode === refusedByThePerson ? { kind: 'call' } : { kind: 'resend', notice: seq }
  return state === 'unknown' ? { kind: 'resend', notice: seq } : null
}
