import type { Context } from '../context.ts'
import { Refused } from './refused.ts'

const answerWithinMs = 5_000
const looksForMs = 1_000

/** Whether anything answers at the product's address, whatever it says. */
export async function productAnswers({ settings }: Context): Promise<boolean> {
  if (!settings.productUrl) return false
  const looking = { method: 'HEAD', signal: AbortSignal.timeout(looksForMs) }
  return fetch(settings.productUrl, looking).then(
    () => true,
    () => false,
  )
}

/** Passes a control on to the product; refuses with 502 unless the product did it. Returns the product's answer. */
export async function tellProduct({ settings }: Context, path: string, body: object): Promise<unknown> {
  if (!settings.productUrl)
    throw new Refused(502, 'no_product', 'the sandbox was started without the product’s address')
  let response: Response
  try {
    response = await fetch(settings.productUrl + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(answerWithinMs),
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Refused(502, 'product_unreachable', `the product does not answer: ${reason}`)
  }
  const text = await response.text()
  if (!response.ok) throw new Refused(502, 'product_refused', `the product answered ${response.status}`)
  return text === '' ? {} : JSON.parse(text)
}
