import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { findPerson, listPeople } from '../people.ts'
import { authorize, checkAuthorization } from '../platform/oauth.ts'

/**
 * GET /connect/oauth2/authorize, as a browser inside WeChat opens it. Real WeChat knows who holds the phone; here one
 * chooses a person on a page, or names one with `as=<userId>`.
 */
export function authorizePage(app: FastifyInstance, context: Context): void {
  app.get('/connect/oauth2/authorize', (request, reply) => {
    const query = new URL(request.url, 'http://sandbox').searchParams
    const wish = checkAuthorization(context, query)
    reply.header('Content-Type', 'text/html; charset=utf-8')
    if (typeof wish === 'string') return reply.code(400).send(page('无法打开页面', `<p>${escaped(wish)}</p>`))
    const userId = query.get('as')
    if (userId !== null && findPerson(context, userId)) return reply.redirect(authorize(context, wish, userId), 302)
    const people = listPeople(context).map((person) => {
      query.set('as', person.userId)
      const name = `${escaped(person.nickname)} <small>${escaped(person.phone)}</small>`
      return `<li><a href="?${escaped(query.toString())}">${name}</a></li>`
    })
    const list = people.length > 0 ? `<ul>${people.join('')}</ul>` : '<p>沙箱里还没有人。<a href="/">去创建</a></p>'
    return reply.send(page('以谁的身份登录', list))
  })
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>body{font:15px/24px system-ui,sans-serif;color:#16211e;background:#f6f3ec;margin:32px auto;
max-width:420px;padding:0 16px}h1{font-size:20px}ul{list-style:none;padding:0}a{display:block;padding:12px 16px;margin:8px 0;
background:#fff;border:1px solid #e5e0d5;border-radius:12px;color:#17473b;font-weight:600;text-decoration:none}
a:focus-visible{outline:2px solid #17473b;outline-offset:2px}small{color:#5c6762;font-weight:400}</style>
<h1>${title}</h1>${body}</html>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
