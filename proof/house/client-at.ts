import { type Client, createClient, type Transport } from '../../contract/client.ts'

/** A caller of the product at that address, who says the same headers with every call. */
export function clientAt(url: string, headers: Record<string, string> = {}): Client {
  return createClient(overHttp(url), () => headers)
}

/** Real sockets: what a client sends is what the server gets. */
export function overHttp(url: string): Transport {
  return async ({ method, url: path, headers, body }) => {
    const answer = await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body }) })
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() }
  }
}
