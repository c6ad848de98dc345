import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ApiProblem } from '../../contract/client.ts'
import { bindPhone, getMe, loginGuest } from '../../contract/guest/session.ts'
import { getSite } from '../../contract/guest/site.ts'
import type { Person } from '../../wechat-sandbox/client.ts'
import { newWorld, type World } from '../test/world.ts'

let world: World
before(async () => {
  world = await newWorld()
})
after(() => world[Symbol.asyncDispose]())

/** What a browser does: is sent to WeChat by the page, comes back with a code and the state. */
async function comeBack(person: Person, more: Record<string, string> = { as: person.userId }) {
  const { wechat } = await world.anyone.call(getSite)
  const query = new URLSearchParams({
    appid: wechat.webAppId!,
    redirect_uri: `${world.config.publicUrl}/`,
    response_type: 'code',
    scope: 'snsapi_base',
    state: 'xyz',
    ...more,
  })
  const answer = await fetch(`${wechat.authorizeUrl}?${query}`, { redirect: 'manual' })
  const back = new URL(answer.headers.get('location') ?? '')
  assert.equal(back.origin + back.pathname, `${world.config.publicUrl}/`)
  assert.equal(back.searchParams.get('state'), 'xyz')
  return back.searchParams.get('code')!
}

const inPhone = (person: Person) => ({ who: person.userId, phone: '1' })

function logIn(code: string) {
  return world.anyone.call(loginGuest, { body: { code, via: 'web' } })
}

test('a browser inside WeChat signs in by the page’s code, which works once', async () => {
  const lin = await world.sandbox.createUser()
  const code = await comeBack(lin)
  const { token, member } = await logIn(code)
  assert.equal(member.isNew, true)
  const headers = { authorization: `Bearer ${token}` }
  assert.equal((await world.anyone.call(getMe, { headers })).id, member.id)
  await assert.rejects(logIn(code), (error) => (error as ApiProblem).code === 'login_code_invalid')
  const again = await logIn(await comeBack(lin))
  assert.deepEqual([again.member.id, again.member.isNew], [member.id, false])
})

test('in the sandbox’s phone the page’s guest and the mini-program’s are one, with phone and messages', async () => {
  const lin = await world.sandbox.createUser({ phone: '13800006021' })
  const { token, member } = await logIn(await comeBack(lin, inPhone(lin)))
  const headers = { authorization: `Bearer ${token}` }
  const opened = await fetch(`${world.sandboxUrl}/sandbox/users/${lin.userId}/open-mini`, { method: 'POST' })
  assert.deepEqual(await opened.json(), { memberId: member.id })
  const code = await world.sandbox.phoneCode(lin.userId)
  assert.deepEqual(await world.anyone.call(bindPhone, { headers, body: { code } }), { phoneMasked: '138****6021' })
})

test('without WeChat’s page there is no way in: a made-up code is refused in words', async () => {
  await assert.rejects(logIn('made-up'), (error) => {
    assert.ok(error instanceof ApiProblem)
    return error.status < 500 && error.code === 'login_code_invalid'
  })
})

test('the page is served where the API is, and says so until it is built or as it was built', async () => {
  const page = await fetch(`${world.config.publicUrl}/`)
  assert.ok(page.status === 200 || page.status === 503)
  assert.match(page.headers.get('content-security-policy') ?? '', new RegExp(`frame-ancestors ${world.sandboxUrl}$`))
  assert.equal((await fetch(`${world.config.publicUrl}/api/guest/none`)).status, 404)
})
