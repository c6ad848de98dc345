import { useEffect, useRef, useState } from 'react'
import { call, calls } from '../../api/call.ts'
import type { Failure } from '../../api/failure.ts'
import { useAct } from '../../api/use-act.ts'
import type { Answer } from '../../api/use-call.ts'
import { randomKey } from '../../format/random-key.ts'
import { openPaySheet } from '../../platform/pay'
import { signIn } from '../../state/sign-in.ts'
import { hurry } from '../order/polling.ts'
import type { OrderOfGuest } from '../order/story.ts'
import { isToOpen } from './open-at-once.ts'

/**
 * How far a payment is. `opening`: asked for at the server. `sheet`: WeChat's own is shown. `confirming`: WeChat told
 * the phone it is paid, the server is to find out. `closed`, `failed`: it was not, and can be tried again.
 */
export type PayStep = 'idle' | 'opening' | 'sheet' | 'confirming' | 'closed' | 'failed' | 'no_wechat'

export interface Payment {
  step: PayStep
  /** The server would not open a payment. */
  failure: Failure | null
  pay: () => void
  /** “I paid”: WeChat is asked now. */
  check: () => void
  checking: boolean
}

/** Pays an order with WeChat. What the sheet says is a hint; the order's status decides. */
export function usePayment(order: Answer<OrderOfGuest>): Payment {
  const { value, put, retry } = order
  const id = value?.id ?? ''
  const [step, setStep] = useState<PayStep>('idle')
  const sync = useAct(async () => put(await call(calls.syncPayment, { params: { id } })))
  const pay = useAct(async () => {
    setStep('opening')
    try {
      await signIn()
      const sheet = await call(calls.payOrder, { params: { id }, idempotencyKey: randomKey() })
      setStep('sheet')
      const said = await openPaySheet(sheet)
      setStep(said === 'paid' ? 'confirming' : said)
      if (said === 'no_wechat') return
    } catch (error) {
      setStep('idle')
      throw error
    }
    // Whatever the sheet said: money may have gone through when the guest closed it.
    hurry(id)
    sync.run()
  })
  const refused = pay.failure?.code
  useEffect(() => {
    // Somebody paid, cancelled or the time was up meanwhile: the order says what is so.
    if (refused === 'order_not_payable' || refused === 'trade_over') retry()
  }, [refused, retry])
  useStart(value, { pay: pay.run, check: sync.run })
  const paying = pay.running || step === 'confirming'
  return {
    step: paying || value?.status === 'awaiting_payment' ? step : 'idle',
    failure: pay.failure,
    pay: pay.run,
    check: () => {
      hurry(id)
      sync.run()
    },
    checking: sync.running,
  }
}

/** Once the order is there: opens the sheet where the guest has just asked for it, else looks whether they paid before. */
function useStart(order: OrderOfGuest | undefined, { pay, check }: { pay: () => void; check: () => void }): void {
  const begun = useRef('')
  useEffect(() => {
    if (!order || begun.current === order.id) return
    begun.current = order.id
    if (order.status !== 'awaiting_payment') return
    if (isToOpen(order.id)) pay()
    else check()
  }, [order, pay, check])
}
