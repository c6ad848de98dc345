import assert from 'node:assert/strict'
import { createCipheriv } from 'node:crypto'
import { describe, test } from 'node:test'
import { Refusal, Unavailable } from '../../kernel/refusal.ts'
import { SendUnknown } from '../../ports/wechat.ts'
import { type Asked, credentialsAt, json, now, type StandIn, startStandIn, type Told } from './stand-in.ts'
import { createWechat } from './wechat.ts'

const { mini, web } = credentialsAt('http://127.0.0.1:1')
const refusal = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
const surelyNotSent = (error: unknown) => error instanceof Unavailable && !(error instanceof SendUnknown)

interface Scene {
  wechat: ReturnType<typeof createWechat>
  standIn: StandIn
  clock: { time: number; now(): number }
}

/** Tokens are `token-1`, `token-2` … as asked for; every other path is the test's. */
async function scene(run: (scene: Scene) => Promise<void>, answer?: (asked: Asked) => Told | null): Promise<void> {
  await using standIn = await startStandIn()
  const clock = { time: now, now: () => clock.time }
  const wechat = createWechat({ credentials: credentialsAt(standIn.origin), clock, timeoutMs: 300 })
  standIn.answer = (asked) => (asked.path === tokenPath ? token(standIn) : (answer?.(asked) ?? null))
  await run({ wechat, standIn, clock })
}

const tokenPath = '/cgi-bin/stable_token'
const tokensAsked = (standIn: StandIn) => standIn.asked.filter((each) => each.path === tokenPath).length
const token = (standIn: StandIn) => json({ access_token: `access-token-00${tokensAsked(standIn)}`, expires_in: 7_200 })
const no = (errcode: number) => json({ errcode, errmsg: `no rid: 0000-0000` })

describe('login', () => {
  test('exchanges a code of the mini-program', () =>
    scene(
      async ({ wechat, standIn }) => {
        const person = await wechat.login('mini', 'code-1')
        assert.deepEqual(person, { appid: mini.appid, openid: 'oGuest001', unionid: 'uGuest', sessionKey: 'key==' })
        const { path, query } = standIn.asked[0]!
        assert.equal(path, '/sns/jscode2session')
        const expected = { ...mini, js_code: 'code-1', grant_type: 'authorization_code' }
        assert.deepEqual(Object.fromEntries(query), expected)
      },
      () => json({ openid: 'oGuest001', session_key: 'key==', unionid: 'uGuest' }),
    ))

  test('exchanges a code of the web page, which has no session key', () =>
    scene(
      async ({ wechat, standIn }) => {
        const person = await wechat.login('web', 'code-1')
        assert.deepEqual(person, { appid: web?.appid, openid: 'oGuest002', unionid: null, sessionKey: null })
        assert.equal(standIn.asked[0]?.path, '/sns/oauth2/access_token')
      },
      () => json({ openid: 'oGuest002', access_token: 'never kept', expires_in: 7_200, scope: 'snsapi_base' }),
    ))

  const noes: [number, (error: unknown) => boolean][] = [
    [40029, refusal('login_code_invalid')],
    [40163, refusal('login_code_invalid')],
    [40226, refusal('login_blocked')],
    [45011, (error) => error instanceof Unavailable],
    [-1, (error) => error instanceof Unavailable],
    [40125, (error) => error instanceof Unavailable],
  ]
  for (const [errcode, is] of noes) {
    test(`maps ${errcode}`, () =>
      scene(
        async ({ wechat }) => {
          await assert.rejects(wechat.login('mini', 'code-1'), is)
          await assert.rejects(wechat.login('web', 'code-1'), is)
        },
        () => no(errcode),
      ))
  }

  test('does not carry what is no code to WeChat', () =>
    scene(async ({ wechat, standIn }) => {
      for (const code of ['', 'a b', 'a&secret=1', 'x'.repeat(513)]) {
        await assert.rejects(wechat.login('mini', code), refusal('login_code_invalid'))
      }
      assert.equal(standIn.asked.length, 0)
    }))

  test('is not available after an answer that is none, and its error keeps the secret', () => {
    const odd: (Told | null)[] = [null, { body: 'busy' }, { status: 502 }, json({}), json([]), json({ openid: 7 })]
    return scene(
      async ({ wechat }) => {
        for (let i = 0, total = odd.length; i < total; i += 1) {
          await assert.rejects(wechat.login('mini', 'code-1'), (error: Error) => {
            const chain = [error, error.cause, (error.cause as Error)?.cause].map((each) => String(each)).join()
            return error instanceof Unavailable && !chain.includes(mini.secret)
          })
        }
      },
      () => odd.shift() ?? null,
    )
  })
})

describe('the access token', () => {
  const sent = () => json({ errcode: 0, errmsg: 'ok', msgid: 1 })
  const message = { openid: 'oGuest001', templateId: 't', page: 'pages/order', fields: { thing1: '大床房' } }

  test('is fetched once for fifty calls at the same moment, and kept till five minutes before its end', () =>
    scene(async ({ wechat, standIn, clock }) => {
      await Promise.all(Array.from({ length: 50 }, () => wechat.send(message)))
      assert.equal(tokensAsked(standIn), 1)
      clock.time += 6_899_000
      await wechat.send(message)
      assert.equal(tokensAsked(standIn), 1)
      clock.time += 1_000
      await wechat.send(message)
      assert.equal(tokensAsked(standIn), 2)
    }, sent))

  for (const errcode of [40001, 42001]) {
    test(`is renewed once after ${errcode}, for all calls that met it`, () =>
      scene(
        async ({ wechat, standIn }) => {
          const outcomes = await Promise.all(Array.from({ length: 20 }, () => wechat.send(message)))
          assert.ok(outcomes.every((outcome) => outcome.kind === 'sent'))
          assert.equal(tokensAsked(standIn), 2)
        },
        ({ query }) => (query.get('access_token') === 'access-token-001' ? no(errcode) : sent()),
      ))
  }

  test('that is refused again makes the call not available: it was not sent', () =>
    scene(
      async ({ wechat, standIn }) => {
        await assert.rejects(wechat.send(message), surelyNotSent)
        assert.equal(tokensAsked(standIn), 2)
      },
      () => no(40001),
    ))

  test('that cannot be fetched makes nothing unknown, and is asked for again next time', () =>
    scene(async ({ wechat, standIn }) => {
      const answer = standIn.answer
      for (const told of [null, no(40125), no(45009), json({ access_token: 7 })]) {
        standIn.answer = () => told
        await assert.rejects(wechat.send(message), surelyNotSent)
      }
      standIn.answer = answer
      assert.equal((await wechat.send(message)).kind, 'sent')
    }, sent))
})

describe('a subscribe message', () => {
  const message = { openid: 'oGuest001', templateId: 't-1', page: 'pages/order?id=1', fields: { thing1: '大床房' } }

  test('is sent as WeChat wants it, and a long msgid is kept to the digit', () =>
    scene(
      async ({ wechat, standIn }) => {
        assert.deepEqual(await wechat.send(message), { kind: 'sent', msgid: '2945678901234567891' })
        const { query, body } = standIn.asked.at(-1)!
        assert.equal(query.get('access_token'), 'access-token-001')
        assert.deepEqual(JSON.parse(body), {
          touser: 'oGuest001',
          template_id: 't-1',
          page: 'pages/order?id=1',
          data: { thing1: { value: '大床房' } },
          miniprogram_state: 'formal',
          lang: 'zh_CN',
        })
      },
      () => ({ body: '{"errcode":0,"errmsg":"ok","msgid":2945678901234567891}' }),
    ))

  for (const errcode of [40003, 40037, 41030, 43101, 47003]) {
    test(`is refused for good with ${errcode}`, () =>
      scene(
        async ({ wechat }) => {
          const outcome = await wechat.send(message)
          assert.deepEqual(outcome, { kind: 'refused', errcode, errmsg: 'no rid: 0000-0000' })
        },
        () => no(errcode),
      ))
  }
  for (const errcode of [45009, 45011]) {
    test(`is not sent with ${errcode}`, () =>
      scene(
        async ({ wechat }) => assert.rejects(wechat.send(message), surelyNotSent),
        () => no(errcode),
      ))
  }
  const mayBeSent: Record<string, Told | null> = {
    'the answer is lost': null,
    'the answer is 502': { status: 502 },
    'WeChat is busy': no(-1),
    'the answer is not JSON': { body: 'ok' },
  }
  for (const [name, told] of Object.entries(mayBeSent)) {
    test(`may be sent when ${name}`, () =>
      scene(
        async ({ wechat }) => assert.rejects(wechat.send(message), { name: 'SendUnknown', outcomeUnknown: true }),
        () => told,
      ))
  }
})

describe('a phone by its code', () => {
  const phone = (wish: object = {}) => {
    const watermark = { timestamp: now / 1_000, appid: mini.appid }
    const info = { phoneNumber: '13812345678', purePhoneNumber: '13812345678', countryCode: '86', watermark, ...wish }
    return json({ errcode: 0, errmsg: 'ok', phone_info: info })
  }

  test('is asked for with the openid, so that another person cannot use the code', () =>
    scene(
      async ({ wechat, standIn }) => {
        assert.equal(await wechat.phoneByCode('code-1', 'oGuest001'), '13812345678')
        assert.deepEqual(JSON.parse(standIn.asked.at(-1)!.body), { code: 'code-1', openid: 'oGuest001' })
      },
      () => phone({ countryCode: 86 }),
    ))
  test('of another country comes with its country code', () =>
    scene(
      async ({ wechat }) => assert.equal(await wechat.phoneByCode('code-1', 'oGuest001'), '+85291234567'),
      () => phone({ phoneNumber: '85291234567', purePhoneNumber: '91234567', countryCode: '852' }),
    ))
  test('with a watermark of another app is not believed', () =>
    scene(
      async ({ wechat }) => assert.rejects(wechat.phoneByCode('code-1', 'oGuest001'), Unavailable),
      () => phone({ watermark: { timestamp: now / 1_000, appid: 'wxffffffffffffffff' } }),
    ))
  test('is refused when WeChat does not know the code, and not available when it is busy', () => {
    const answers = [no(40029), no(40163), no(-1)]
    return scene(
      async ({ wechat }) => {
        const ask = () => wechat.phoneByCode('code-1', 'oGuest001')
        await assert.rejects(ask(), refusal('phone_code_invalid'))
        await assert.rejects(ask(), refusal('phone_code_invalid'))
        await assert.rejects(ask(), Unavailable)
      },
      () => answers.shift() ?? null,
    )
  })
})

describe('older phone data', () => {
  const key = Buffer.from('0123456789abcdef')
  const iv = Buffer.from('fedcba9876543210')
  const seal = (content: string) => {
    const cipher = createCipheriv('aes-128-cbc', key, iv)
    return Buffer.concat([cipher.update(content), cipher.final()])
  }
  const content = (watermark: object) =>
    JSON.stringify({ phoneNumber: '13812345678', purePhoneNumber: '13812345678', countryCode: '86', watermark })
  const genuine = { timestamp: now / 1_000, appid: mini.appid }
  const [keyText, ivText] = [key.toString('base64'), iv.toString('base64')]

  test('opens under the session key', () =>
    scene(async ({ wechat }) => {
      const data = seal(content(genuine)).toString('base64')
      assert.equal(wechat.phoneByEncryptedData(keyText, data, ivText), '13812345678')
    }))
  test('is refused, always in the same way, when anything about it is wrong', () =>
    scene(async ({ wechat }) => {
      const sealed = seal(content(genuine))
      const good = sealed.toString('base64')
      const spoilt = Buffer.from(sealed)
      spoilt[spoilt.length - 1]! ^= 1
      const wrong: Record<string, [string, string, string]> = {
        'bad padding': [keyText, spoilt.toString('base64'), ivText],
        'a piece': [keyText, sealed.subarray(0, 32).toString('base64'), ivText],
        'another key': [Buffer.alloc(16, 7).toString('base64'), good, ivText],
        'a short key': ['c2hvcnQ=', good, ivText],
        'a short iv': [keyText, good, 'c2hvcnQ='],
        'too long': [keyText, 'A'.repeat(5_000), ivText],
        'not JSON': [keyText, seal('null,').toString('base64'), ivText],
        null: [keyText, seal('null').toString('base64'), ivText],
        'another app': [keyText, seal(content({ ...genuine, appid: 'wx01' })).toString('base64'), ivText],
        'no watermark': [
          keyText,
          seal('{"purePhoneNumber":"13812345678","countryCode":"86"}').toString('base64'),
          ivText,
        ],
        'six minutes old': [
          keyText,
          seal(content({ ...genuine, timestamp: now / 1_000 - 360 })).toString('base64'),
          ivText,
        ],
      }
      for (const [name, parts] of Object.entries(wrong)) {
        assert.throws(() => wechat.phoneByEncryptedData(...parts), refusal('phone_data_invalid'), name)
      }
    }))
})
