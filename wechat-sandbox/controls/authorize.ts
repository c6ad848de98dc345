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
  Vary: 'Accept-Language, Sec-Fetch-Dest',
}

const words = {
  zh: {
    cannotOpen: '无法打开页面',
    opening: '正在打开',
    whoAreYou: '以谁的身份登录',
    nobody: '沙箱里还没有人。',
    create: '去创建',
    chain: '驿站',
    asks: '申请',
    wants: '获取你的昵称、头像',
    why: '用于登录，认出你是谁',
    profile: '微信身份',
    deny: '不允许',
    allow: '允许',
  },
  en: {
    cannotOpen: 'This page cannot be opened',
    opening: 'Opening',
    whoAreYou: 'Sign in as whom',
    nobody: 'There is nobody in the sandbox yet. ',
    create: 'Create somebody',
    chain: 'Yizhan',
    asks: 'asks for',
    wants: 'Your nickname and picture',
    why: 'To sign you in and know you again',
    profile: 'WeChat profile',
    deny: 'Deny',
    allow: 'Allow',
  },
}
type Words = (typeof words)['zh']

/**
 * GET /connect/oauth2/authorize, as a browser inside WeChat opens it. Real WeChat knows who holds the phone. In the
 * phone of our page the page says it (`authorize.js`); elsewhere one chooses a person. `who=<userId>` is a person
 * who is asked, `as=<userId>` one who has allowed it.
 */
export function authorizePage(app: FastifyInstance, context: Context): void {
  app.get('/connect/oauth2/authorize', (request, reply) => {
    const query = new URL(request.url, 'http://sandbox').searchParams
    const wish = checkAuthorization(context, query)
    const language = /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'
    const say = words[language]
    const show = (title: string, body: string) =>
      reply.send(page({ language, title, body: `<h1>${title}</h1>${body}` }))
    reply.headers(headers)
    if (typeof wish === 'string') {
      reply.code(400)
      return show(say.cannotOpen, `<p>${escaped(wish)}</p>`)
    }
    const allowed = findPerson(context, query.get('as') ?? '')
    if (allowed) return goBack(context, { wish, userId: allowed.userId, query }, reply)
    const asked = findPerson(context, query.get('who') ?? '')
    if (asked) {
      if (isSilent(wish)) return goBack(context, { wish, userId: asked.userId, query }, reply)
      return reply.send(
        page({ language, title: say.wants, body: question(asked, { wish, query, say }), isSheet: true }),
      )
    }
    const isPhone = request.headers['sec-fetch-dest'] === 'iframe' && !query.has('list')
    if (isPhone) return show(say.opening, '<script src="/page/authorize.js"></script>')
    return show(say.whoAreYou, people(listPeople(context), query, say))
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

/** The sheet that rises over a page which wants more than to recognise the person. */
function question(
  person: Person,
  { wish, query, say }: { wish: Authorization; query: URLSearchParams; say: Words },
): string {
  return `<p class="asker"><img src="/page/mark.svg" alt="" width="24" height="24"><b>${say.chain}</b> ${say.asks}</p>
<h1>${say.wants}</h1><p><small>${say.why}</small></p>
<p class="person"><b>${escaped(person.nickname)}</b><small>${say.profile}</small></p>
<p class="both"><a href="${escaped(turnBack(wish))}">${say.deny}</a>
<a class="main" href="${linkAs(person, query)}">${say.allow}</a></p>`
}

function people(known: readonly Person[], query: URLSearchParams, say: Words): string {
  if (known.length === 0) return `<p>${say.nobody}<a href="/">${say.create}</a></p>`
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

function page({
  language,
  title,
  body,
  isSheet = false,
}: {
  language: 'zh' | 'en'
  title: string
  body: string
  isSheet?: boolean
}): string {
  return `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<link rel="icon" href="/page/mark.svg"><link rel="stylesheet" href="/page/authorize.css"></head>
<body${isSheet ? ' class="asks"' : ''}><main>${body}</main></body></html>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
