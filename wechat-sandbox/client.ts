import type { CallRow } from './calls.ts'
import type { Fault, FaultWish } from './faults.ts'
import type { Movement } from './ledger.ts'
import type { NoticeAnswer } from './notices/deliver.ts'
import type { MutationName } from './notices/mutations.ts'
import type { Delivery } from './notices/queue.ts'
import type { Person } from './people.ts'
import type { TemplateName } from './templates.ts'

export type { Person } from './people.ts'

export interface Payment {
  errMsg: string
  outTradeNo: string
  transactionId: string
  amountFen: number
  paidAt: string
}

export interface OpenPrepay {
  prepayId: string
  outTradeNo: string
  state: 'NOTPAY' | 'SUCCESS' | 'CLOSED'
  description: string
  amountFen: number
  appid: string
  openid: string
  userId: string
  nickname: string
  payBefore: string
}

export interface LedgerEntry extends Movement {
  seq: number
  at: string
}

export interface Message {
  msgid: string
  userId: string
  openid: string
  template: TemplateName
  templateId: string
  page: string | null
  fields: Record<string, string>
  at: string
}

/** A call as it was received, with its time as text. */
export type ReceivedCall = Omit<CallRow, 'at'> & { at: string }

export interface NoticeView {
  seq: number
  noticeId: string
  eventType: string
  outTradeNo: string
  outRefundNo: string | null
  mutation: MutationName | null
  at: string
  tries: number
  nextAt: string | null
  outcome: 'waiting' | 'accepted' | 'given_up' | 'withheld'
  lastAnswer: string | null
}

/** A control that the sandbox refused. */
export class SandboxRefused extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(`${code}: ${message}`)
    this.name = 'SandboxRefused'
    this.status = status
    this.code = code
  }
}

export type SandboxClient = ReturnType<typeof sandboxClient>

const pageSize = 1_000

/** The sandbox's controls as functions. Each throws `SandboxRefused` when the sandbox says no. */
export function sandboxClient(url: string) {
  const get = <Result>(path: string, query: Record<string, string | number | undefined> = {}): Promise<Result> => {
    const given = Object.entries(query).filter(([, value]) => value !== undefined)
    const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
    return request<Result>('GET', `${url}/sandbox/${path}?${text}`)
  }
  const items = async <Item>(path: string, query = {}): Promise<Item[]> =>
    (await get<{ items: Item[] }>(path, query)).items
  const post = <Result>(path: string, body: object = {}) => request<Result>('POST', `${url}/sandbox/${path}`, body)

  return {
    createUser: (wish: { nickname?: string; phone?: string } = {}) => post<Person>('users', wish),
    users: () => items<Person>('users'),
    loginCode: async (userId: string, via: 'mini' | 'web' = 'mini') =>
      (await post<{ code: string }>(`users/${userId}/login-code`, { via })).code,
    phoneCode: async (userId: string) => (await post<{ code: string }>(`users/${userId}/phone-code`)).code,
    encryptedPhone: (userId: string) => post<{ encryptedData: string; iv: string }>(`users/${userId}/encrypted-phone`),
    consent: (userId: string, templates: string[], answer: 'accept' | 'reject' = 'accept') =>
      post<Record<string, string>>(`users/${userId}/consents`, { templates, answer }),
    credits: async (userId: string) =>
      (await get<{ credits: Record<TemplateName, number> }>(`users/${userId}/consents`)).credits,
    rejoin: (userId: string) => post<unknown>(`users/${userId}/rejoin`),

    prepays: (state: 'open' | 'all' = 'open') => items<OpenPrepay>('prepays', { state }),
    openPaySheet: (parameters: object) => post<OpenPrepay>('pay-sheet', parameters),
    pay: (prepayId: string, userId: string, notify: Partial<Delivery> = {}) =>
      post<Payment>(`prepays/${prepayId}/pay`, { userId, notify }),
    refusePay: (prepayId: string, userId: string, reason: 'cancelled' | 'not_enough' = 'cancelled') =>
      post<{ errMsg: string }>(`prepays/${prepayId}/refuse`, { userId, reason }),
    settleRefund: (outRefundNo: string, outcome: 'SUCCESS' | 'ABNORMAL' | 'CLOSED') =>
      post<unknown>(`refunds/${outRefundNo}/settle`, { outcome }),

    notices: (outTradeNo?: string) => items<NoticeView>('notices', { outTradeNo, limit: pageSize }),
    mutations: () => items<MutationName>('notices/mutations'),
    /** Tells a trade's newest notice once more, at once, and says what the merchant answered. */
    sendNotice: (
      outTradeNo: string,
      wish: { mutation?: MutationName; shiftSeconds?: number; outRefundNo?: string } = {},
    ) => post<NoticeAnswer>(`trades/${outTradeNo}/notices`, wish),

    addFault: (wish: Omit<FaultWish, 'times'> & { times?: number }) => post<Fault>('faults', wish),
    faults: () => items<Fault>('faults'),
    clearFaults: () => request<void>('DELETE', `${url}/sandbox/faults`),

    /** The whole ledger, oldest first. */
    ledger: async (): Promise<LedgerEntry[]> => {
      const all: LedgerEntry[] = []
      for (let page = 0; page < 10_000; page += 1) {
        const rows = await items<LedgerEntry>('ledger', { after: all.at(-1)?.seq ?? 0, limit: pageSize })
        all.push(...rows)
        if (rows.length < pageSize) break
      }
      return all
    },
    messages: (whose: { openid?: string; userId?: string } = {}) =>
      items<Message>('messages', { ...whose, limit: pageSize }),
    calls: (path = '', limit = pageSize) => items<ReceivedCall>('calls', { path, limit }),

    now: async () => (await get<{ now: string }>('clock')).now,
    advanceClock: (advanceSeconds: number, scope: 'both' | 'sandbox' = 'both') =>
      post<{ now: string }>('clock', { advanceSeconds, scope }),
  }
}

async function request<Result>(method: string, address: string, body?: object): Promise<Result> {
  const headers = { 'Content-Type': 'application/json' }
  const response = await fetch(address, body ? { method, headers, body: JSON.stringify(body) } : { method })
  const text = await response.text()
  if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as Result
  const said = JSON.parse(text) as { code: string; message: string }
  throw new SandboxRefused(response.status, said.code, said.message)
}
