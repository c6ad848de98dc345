import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Context } from '../context.ts'
import { findPerson, listPeople, type Person } from '../people.ts'
import { type Authorization, authorize, checkAuthorization, turnBack } from '../platform/oauth.ts'

// The page may stand in the phone of our own page, and loads nothing from elsewhere.
const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; base-uri 'none'; frame-ancestors 'self'",
  'Cache-Control': 'no-store',
}

/**
 * GET /connect/oauth2/authorize, as a browser inside WeChat opens it. Real WeChat knows who holds the phone. In the
 * phone of our page the page says it (`authorize.js`); elsewhere one chooses a person. `who=<userId>` is a person
 * who is asked, `as=<userId>` one who has allowed it.
 */
export function authorizePage(app: FastifyInstance, context: Context): void {
  app.get('/connect/oauth2/authorize', (request, reply) => {
    const query = new URL(request.url, 'http://sandbox').searchParams
    const wish = checkAuthorization(context, query)
    reply.headers(headers)
    if (typeof wish === 'string') return reply.code(400).send(page('无法打开页面', `<p>${escaped(wish)}</p>`))
    const allowed = findPerson(context, query.get('as') ?? '')
    if (allowed) return goBack(context, { wish, userId: allowed.userId, query }, reply)
    const asked = findPerson(context, query.get('who') ?? '')
    if (asked) {
      if (isSilent(wish)) return goBack(context, { wish, userId: asked.userId, query }, reply)
      return reply.send(page('申请使用你的微信资料', question(asked, wish, query)))
    }
    const isPhone = request.headers['sec-fetch-dest'] === 'iframe' && !query.has('list')
    if (isPhone) return reply.send(page('正在打开', '<script src="/page/authorize.js"></script>'))
    return reply.send(page('以谁的身份登录', people(listPeople(context), query)))
  })
}

function isSilent({ scope }: Authorization): boolean {
  return scope === 'snsapi_base'
}

/**
 * In the phone people follow the official account and have come from its menu: WeChat then gives what
 * `snsapi_userinfo` gives without asking, so that page and mini-program know one person.
 */
function goBack(
  context: Context,
  { wish, userId, query }: { wish: Authorization; userId: string; query: URLSearchParams },
  reply: FastifyReply,
): FastifyReply {
  const scope = query.has('phone') ? 'snsapi_userinfo' : wish.scope
  return reply.redirect(authorize(context, { ...wish, scope }, userId), 302)
}

function question(person: Person, wish: Authorization, query: URLSearchParams): string {
  return `<p>昵称、头像和地区 · Nickname, picture and region</p>
<p class="person"><b>${escaped(person.nickname)}</b> <small>微信身份 · WeChat profile</small></p>
<p class="both"><a href="${escaped(turnBack(wish))}">不允许 · Deny</a>
<a class="main" href="${linkAs(person, query)}">允许 · Allow</a></p>`
}

function people(known: readonly Person[], query: URLSearchParams): string {
  if (known.length === 0) return '<p>沙箱里还没有人。<a href="/">去创建</a></p>'
  const items = known.map((person) => {
    const name = `${escaped(person.nickname)} <small>${escaped(person.phone)}</small>`
    return `<li><a href="${linkAs(person, query)}">${name}</a></li>`
  })
  return `<ul>${items.join('')}</ul>`
}

function linkAs({ userId }: Person, query: URLSearchParams): string {
  const allowed = new URLSearchParams(query)
  allowed.set('as', userId)
  return escaped(`?${allowed}`)
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><link rel="icon" href="/page/mark.svg"><link rel="stylesheet" href="/page/authorize.css"></head>
<body><main><h1>${title}</h1>${body}</main></body></html>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
