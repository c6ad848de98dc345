import assert from 'node:assert/strict'
import type { Operation } from '../../contract/operation.ts'
import { newId } from '../kernel/ids.ts'
import { exampleOf, type Named } from './example.ts'

export interface Answer {
  status: number
  code: string | null
  text: string
}

/** What is sent with a call; `body` as it stands on the wire. */
export interface Sent {
  headers?: Record<string, string>
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: string | undefined
}

/** One call as one person makes it. */
export interface Try {
  operation: Operation
  who: string
  sent: Sent
}

/** A call nobody could understand: whoever may not make it does not learn that. */
export const senseless: Sent = { params: { id: 'x', hotelId: 'x' }, query: { cursor: '' }, body: '{"' }

/** A call that says everything its declaration asks for, about these things. */
export function whole(operation: Operation, wish: { id?: string; named: Named; says: object }): Sent {
  const of = (schema: Operation['body'], optional: 'none' | 'named') =>
    schema ? (exampleOf(schema, { named: wish.named, optional }) as Record<string, unknown>) : undefined
  const body = of(operation.body, 'none')
  return {
    params: { ...wish.named, id: wish.id },
    query: of(operation.query, 'named') ?? {},
    body: body && JSON.stringify({ ...body, ...wish.says }),
    headers: operation.idempotent ? { 'idempotency-key': newId('key') } : {},
  }
}

export const as = (headers: Record<string, string>, sent: Sent): Sent => ({
  ...sent,
  headers: { ...sent.headers, ...headers },
})

export const withToken = (token: string, sent: Sent): Sent => as({ authorization: `Bearer ${token}` }, sent)

/** Each of these calls as each of these people would make it. */
export async function tries(
  asked: readonly Operation[],
  people: (operation: Operation) => Promise<Record<string, Sent>> | Record<string, Sent>,
): Promise<Try[]> {
  assert.ok(asked.length > 0)
  const made: Try[] = []
  for (const operation of asked) {
    for (const [who, sent] of Object.entries(await people(operation))) made.push({ operation, who, sent })
  }
  return made
}

/** Makes the calls and lists the answers that are not as they should be; an error of the server is never right. */
export async function complaintsOf(
  url: string,
  made: readonly Try[],
  isRight: (answer: Answer, operation: Operation) => boolean,
): Promise<string[]> {
  const complaints: string[] = []
  for (const { operation, who, sent } of made) {
    const answer = await ask(url, operation, sent)
    if (answer.status < 500 && isRight(answer, operation)) continue
    complaints.push(`${operation.id} by ${who}: ${answer.status} ${answer.code ?? answer.text.slice(0, 80)}`)
  }
  return complaints
}

const answersWithinMs = 20_000

/** Makes a call over HTTP. Throws when nobody answers. */
export async function ask(
  url: string,
  { method, path }: Operation,
  { headers, params, query, body }: Sent,
): Promise<Answer> {
  const where = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params?.[name])))
  const asked = new URLSearchParams(
    Object.entries(query ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
  )
  const answer = await fetch(`${url}${where}?${asked}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(method === 'GET' || body === undefined ? {} : { body }),
    signal: AbortSignal.timeout(answersWithinMs),
  })
  const text = await textOf(answer)
  const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json')
  return { status: answer.status, code: isProblem ? (JSON.parse(text) as { code: string }).code : null, text }
}

/** Of an answer that does not end by itself, what it begins with. */
async function textOf(answer: Response): Promise<string> {
  if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer.text()
  let text = ''
  for await (const part of answer.body!) {
    text += Buffer.from(part).toString()
    if (text.includes('event: ready')) break
  }
  return text
}
