// In the place of the network: what the server answers, beyond `fetch`.

interface Asked {
  method: string
  path: string
  query: URLSearchParams
}

interface Reply {
  status?: number
  body: unknown
}

/** Answers every call until the next `serve`; a null is no network. Returns what was asked, oldest first. */
export function serve(answer: (asked: Asked) => Reply | null): Asked[] {
  const heard: Asked[] = []
  globalThis.fetch = async (address, { method = 'GET' } = {}) => {
    const { pathname: path, searchParams: query } = new URL(String(address), location.href)
    const asked = { method, path, query }
    heard.push(asked)
    const reply = answer(asked)
    if (reply === null) throw new TypeError('fetch failed')
    const { status = 200, body } = reply
    const type = status < 400 ? 'application/json' : 'application/problem+json'
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': type } })
  }
  return heard
}
