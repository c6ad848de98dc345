import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { listMyCoupons } from '../../../contract/guest/coupons.ts'
import { operations } from '../../../contract/index.ts'
import { openapi } from '../../../contract/openapi.ts'
import type { Operation } from '../../../contract/operation.ts'
import { type Answer, as, type Sent, senseless, tries, withToken } from '../authorization-calls.ts'
import { type AuthorizationHouse, openAuthorizationHouse, rolesWithout, roleWith } from '../authorization-house.ts'

// Every operation of the contract × every kind of caller. A new operation stands in all of it by being declared; where
// it needs a thing of a new kind, the house says so. What is particular to an operation stands in these two lists.

/** Seen or done by whoever has the permission at any branch: these belong to no branch. */
const ofNoBranch = new Set(['importCatalogue', 'listCoupons', 'getCoupon', 'listPolicies', 'listRoles', 'uploadImage'])

/** Makes something of its own at the branch it names: naming one’s own is what it is for. */
const makesThere = new Set(['createRoomType'])

/** About the whole chain: who has the permission at some branches only is refused. */
const ofTheChain = new Set([
  'listDeadLetters',
  'requeueDeadLetter',
  'discardDeadLetter',
  'listSubscriptions',
  'listTopics',
  'getOutbox',
  'findMessages',
  'createRole',
  'editRole',
  'removeRole',
  'getSettings',
  'editSettings',
  'getReconciliation',
  'resolveDifference',
  'createHotel',
  'createPolicy',
  'editPolicy',
  'removePolicy',
  'restorePolicy',
])

/** About one's own session and account: they take no permission. */
const ofOneself = [
  'getStaffSession',
  'signOutStaff',
  'changeOwnPassword',
  'startOwnTotp',
  'confirmOwnTotp',
  'dropOwnTotp',
]

const calls = Object.groupBy(operations, ({ who }) => who)
const staffCalls = calls.staff ?? []
const permitted = staffCalls.filter(({ permission }) => permission !== undefined)
const guestCalls = calls.guest ?? []
const owned = guestCalls.filter(({ path }) => path.includes('/:id'))
const noToken = 'x'.repeat(43)

let house: AuthorizationHouse
before(async () => {
  house = await openAuthorizationHouse()
})
after(() => house[Symbol.asyncDispose]())

const fieldsOf = (form: unknown) => Object.keys((form as { properties?: object } | undefined)?.properties ?? {})

const isOneOf =
  (...wanted: string[]) =>
  ({ code }: Answer) =>
    code !== null && wanted.includes(code)
const isElsewhere = isOneOf('forbidden', 'not_found')
const isLetIn = ({ status }: Answer) => ![400, 401, 403, 404, 405].includes(status)
const holdsOurs = ({ text }: Answer) => house.ours.some((name) => text.includes(name))

test('every operation of the API document is a call of somebody, and every staff call names its permission', () => {
  const { paths } = openapi(operations, '0') as { paths: Record<string, object> }
  const documented = Object.values(paths).flatMap((path) => Object.values(path) as { operationId: string }[])
  const asked = Object.values(calls).flatMap((some) => some.map(({ id }) => id))
  assert.deepEqual(asked.sort(), documented.map(({ operationId }) => operationId).sort())
  const free = staffCalls.filter((each) => !permitted.includes(each)).map(({ id }) => id)
  assert.deepEqual(free.sort(), [...ofOneself].sort())
  const listed = [...ofNoBranch, ...makesThere, ...ofTheChain]
  assert.deepEqual(
    listed.filter((name) => !permitted.some(({ id }) => id === name)),
    [],
  )
})

test('staff calls without a session of the staff are 401, whatever they bring', async () => {
  const { cookie } = await house.signIn([{ role: 'owner', hotelId: '*' }])
  const left = await house.signIn([{ role: 'owner', hotelId: '*' }])
  await house.ask(staffCalls.find(({ id }) => id === 'signOutStaff')!, { headers: { ...left } })
  await house.refused(
    await tries(staffCalls, () => ({
      nobody: senseless,
      'a guest': withToken(house.owner.token, senseless),
      'a guest with their token as the cookie': as({ cookie: `yizhan_staff=${house.owner.token}` }, senseless),
      'a session as a bearer': withToken(cookie.split('=')[1]!, senseless),
      'a token of nobody': as({ cookie: `yizhan_staff=${noToken}` }, senseless),
      'somebody who signed out': as(left, senseless),
    })),
    isOneOf('login_required', 'session_ended'),
  )
})

test('staff calls that write are 403 without the CSRF token of their session, before anything else is said', async () => {
  const [owner, other] = [await house.badgeOf(['owner', 'chain']), await house.badgeOf(['manager', 'chain'])]
  const nobody = await house.badgeOf()
  await house.refused(
    await tries(
      staffCalls.filter(({ method }) => method !== 'GET'),
      () => ({
        'the owner without it': as({ cookie: owner.cookie }, senseless),
        'the owner with another’s': as({ ...owner, 'x-csrf-token': other['x-csrf-token'] }, senseless),
        'somebody without a role and without it': as({ cookie: nobody.cookie }, senseless),
      }),
    ),
    isOneOf('csrf_failed'),
  )
})

test('staff calls are 403 for every role without the permission, before the form is looked at', async () => {
  await house.refused(
    await tries(permitted, async ({ permission }) => {
      const people: Record<string, Sent> = { 'somebody without a role': as(await house.badgeOf(), senseless) }
      for (const role of rolesWithout(permission!)) {
        people[role] = as(await house.badgeOf([role, 'chain']), senseless)
      }
      return people
    }),
    isOneOf('forbidden'),
  )
})

test('staff with the permission at another branch neither see nor change this one', async () => {
  await house.refused(
    await tries(
      permitted.filter(({ id }) => !ofNoBranch.has(id)),
      async (operation) => {
        const [able, unable] = [roleWith(operation.permission!), rolesWithout(operation.permission!)[0]]
        const sent = await house.wholeCall(operation)
        const away = await house.badgeOf([able, 'elsewhere'])
        const people: Record<string, Sent> = { [`${able} elsewhere`]: as(away, sent) }
        if (unable) {
          const badge = await house.badgeOf([able, 'elsewhere'], [unable, 'here'])
          people[`${able} elsewhere, ${unable} here`] = as(badge, sent)
        }
        return people
      },
    ),
    (answer, { id, method }) =>
      isElsewhere(answer) || (method === 'GET' && !ofTheChain.has(id) && answer.status === 200 && !holdsOurs(answer)),
  )
})

test('naming one’s own branch opens nothing of another', async () => {
  const naming = permitted.filter(
    ({ id, query, body }) => !makesThere.has(id) && [query, body].some((form) => fieldsOf(form).includes('hotelId')),
  )
  await house.refused(
    await tries(naming, async (operation) => {
      const able = roleWith(operation.permission!)
      const named = { ...house.named, hotelId: house.elsewhere }
      return {
        [`${able} elsewhere`]: as(
          await house.badgeOf([able, 'elsewhere']),
          await house.wholeCall(operation, { named }),
        ),
      }
    }),
    (answer, { method }) => answer.status < 500 && (method !== 'GET' || !holdsOurs(answer)),
  )
})

test('what is the chain’s takes the permission for the whole chain', async () => {
  await house.refused(
    await tries(
      permitted.filter(({ id }) => ofTheChain.has(id)),
      async (operation) => {
        const able = roleWith(operation.permission!)
        return { [`${able} here`]: as(await house.badgeOf([able, 'here']), await house.wholeCall(operation)) }
      },
    ),
    isElsewhere,
  )
})

test('what a call says can take a second permission, at the same branch', async () => {
  const taking = { checkOut: { withBalance: true }, cancelOrder: { returns: 'all' } }
  const asked = permitted.filter(({ id }) => id in taking)
  assert.equal(asked.length, 2)
  await house.refused(
    await tries(asked, async (operation) => {
      const sent = await house.wholeCall(operation, { says: taking[operation.id as keyof typeof taking] })
      return {
        'desk here': as(await house.badgeOf(['desk', 'here']), sent),
        'desk here, manager elsewhere': as(await house.badgeOf(['desk', 'here'], ['manager', 'elsewhere']), sent),
      }
    }),
    isElsewhere,
  )
})

test('guest calls without a guest’s session are 401, whatever they bring', async () => {
  const left = await house.world.guest()
  await house.ask(guestCalls.find(({ id }) => id === 'logoutGuest')!, {
    headers: { authorization: `Bearer ${left.token}` },
  })
  const owner = await house.badgeOf(['owner', 'chain'])
  const wrong: Record<string, Sent> = {
    'a token of nobody': withToken(noToken, senseless),
    'no token at all': as({ authorization: 'Bearer ' }, senseless),
    'another scheme': as({ authorization: `Basic ${house.owner.token}` }, senseless),
    'somebody who signed out': withToken(left.token, senseless),
    'a session of the staff': withToken(owner.cookie.split('=')[1]!, senseless),
  }
  const without = { nobody: senseless, 'the owner of the house by cookie': as(owner, senseless) }
  const isUnknown = isOneOf('login_required', 'session_ended')
  await house.refused(await tries(guestCalls, () => ({ ...wrong, ...without })), isUnknown)
  await house.refused(await tries(calls['maybe-guest'] ?? [], () => wrong), isUnknown)
})

test('another member’s thing is 404, as is none', async () => {
  await house.refused(
    await tries(owned, async (operation) => {
      const sent = await house.wholeCall(operation)
      const none = { ...sent, params: { id: 'ord_none' } }
      return {
        'a stranger': withToken(house.stranger.token, sent),
        'a stranger, of nothing': withToken(house.stranger.token, none),
      }
    }),
    isOneOf('not_found'),
  )
})

test('another member’s coupon is as good as none, wherever one can be named', async () => {
  const naming = operations.filter(({ who, body }) => who.endsWith('guest') && fieldsOf(body).includes('couponId'))
  const [grant] = (await house.owner.client.call(listMyCoupons, { query: { state: 'usable' } })).items
  const codeFor = async (operation: Operation, { token }: { token: string }, couponId: string) => {
    const sent = await house.wholeCall(operation, { says: { couponId } })
    return (await house.ask(operation, withToken(token, sent))).code
  }
  for (const operation of naming) {
    const none = await codeFor(operation, house.stranger, 'grt_none')
    assert.ok(none === 'not_found' || none === 'coupon_not_usable', `${operation.id}: ${none}`)
    assert.equal(await codeFor(operation, house.stranger, grant!.id), none, operation.id)
    assert.notEqual(await codeFor(operation, house.owner, grant!.id), none, operation.id)
  }
})

test('what does not come from WeChat is refused at every address of WeChat', async () => {
  const forged = await tries(calls.wechat ?? [], () => ({
    nobody: { body: '{}' },
    'a guest': withToken(house.owner.token, { body: '{}' }),
    'an unsigned notice': as(
      { 'wechatpay-serial': 'x', 'wechatpay-signature': 'x', 'wechatpay-nonce': 'x' },
      senseless,
    ),
  }))
  await house.refused(forged, isOneOf('notice_refused'))
})

// What is due comes last: these calls change things.

test('staff with the permission at the branch, or for the chain, get through to what they ask for', async () => {
  const made = await tries(permitted, async (operation) => {
    const able = roleWith(operation.permission!)
    const places = (['here', 'chain'] as const).filter((place) => place === 'chain' || !ofTheChain.has(operation.id))
    const people = places.map(async (place) => {
      const badge = await house.badgeOf([able, place])
      return [`${able} ${place}`, as(badge, await house.wholeCall(operation))] as const
    })
    return Object.fromEntries(await Promise.all(people))
  })
  await house.answered(made, (answer, { id, method }) => {
    // What is looked at elsewhere without a trace of this branch has to show it here, or looking proves nothing.
    const shows = method !== 'GET' || ofNoBranch.has(id) || ofTheChain.has(id) || holdsOurs(answer)
    return isLetIn(answer) && shows
  })
})

test('what belongs to no branch is open to whoever has the permission at one', async () => {
  const made = await tries(
    permitted.filter(({ id }) => ofNoBranch.has(id)),
    async (operation) => {
      const able = roleWith(operation.permission!)
      return { [`${able} elsewhere`]: as(await house.badgeOf([able, 'elsewhere']), await house.wholeCall(operation)) }
    },
  )
  await house.answered(made, isLetIn)
})

test('one’s own session and account are anybody’s of the staff', async () => {
  const made = await tries(
    staffCalls.filter(({ permission }) => permission === undefined),
    async (operation) => ({ 'somebody without a role': as(await house.signIn([]), await house.wholeCall(operation)) }),
  )
  await house.answered(made, isLetIn)
})

test('one’s own things are found by every call about them', async () => {
  const made = await tries(owned, async (operation) => ({
    'its guest': withToken(house.owner.token, await house.wholeCall(operation)),
  }))
  await house.answered(made, isLetIn)
})
