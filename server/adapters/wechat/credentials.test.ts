import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { readCredentialsFile } from './credentials.ts'
import {
  credentialsFromEnvironment,
  credentialVariables,
  optionalCredentialVariables,
} from './credentials-from-environment.ts'
import { merchant, platform } from './stand-in.ts'

const folder = mkdtempSync(join(tmpdir(), 'wechat-credentials-'))
const file = join(folder, 'wechat-credentials.json')

before(() => {
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 })
  const write = (name: string, pem: string | Buffer) => writeFileSync(join(folder, name), pem)
  write('merchant.pem', merchant.privateKey.export({ type: 'pkcs8', format: 'pem' }))
  write('wechat.pem', platform.publicKey.export({ type: 'spki', format: 'pem' }))
  write('weak.pem', weak.publicKey.export({ type: 'spki', format: 'pem' }))
  write('not.pem', 'not a key')
})
after(() => rmSync(folder, { recursive: true }))

const template = 'abcdefghijklmnopqrstuvwxyz-_0123456789ABCDEF'
const whole = {
  mini: { appid: 'wx0123456789abcdef', secret: '0123456789abcdef0123456789abcdef' },
  web: { appid: 'wxfedcba9876543210', secret: 'fedcba9876543210fedcba9876543210' } as object | undefined,
  mchid: '1600000000',
  merchantSerial: '4A3B2C1D0E9F88776655443322110FEDCBA98765',
  merchantPrivateKeyFile: 'merchant.pem',
  apiV3Key: 'abcdefghijklmnopqrstuvwxyz012345',
  platformKeys: [{ serial: 'PUB_KEY_ID_0116000000', publicKeyFile: 'wechat.pem' }] as object[],
  apiBase: 'https://api.weixin.qq.com',
  payBase: 'https://api.mch.weixin.qq.com',
  templates: {
    to_pay: template,
    paid: template,
    confirmed: template,
    finished: template,
    cancelled: template,
  } as object,
}

function read(change: Partial<Record<keyof typeof whole, unknown>> = {}) {
  writeFileSync(file, JSON.stringify({ ...whole, ...change }))
  return readCredentialsFile(file)
}

describe('the credentials file', () => {
  test('is read whole, with its keys', () => {
    const credentials = read()
    assert.equal(credentials.merchantKey.asymmetricKeyType, 'rsa')
    assert.deepEqual([...credentials.platformKeys.keys()], ['PUB_KEY_ID_0116000000'])
    assert.equal(credentials.web?.appid, 'wxfedcba9876543210')
    assert.equal(read({ web: undefined }).web, null)
  })

  const faults: [string, Parameters<typeof read>[0], RegExp][] = [
    ['no mini-program', { mini: undefined }, /^WeChat credentials: "mini\.appid" in .+ is missing\.$/],
    ['half an official account', { web: { appid: 'wxfedcba9876543210' } }, /"web\.secret" in .+ is missing/],
    ['a number for a merchant', { mchid: 1600000000 }, /"mchid" in .+ must be the merchant number/],
    ['an APIv3 key of 31 characters', { apiV3Key: 'x'.repeat(31) }, /"apiV3Key" in .+ must be 32 characters/],
    ['no key of WeChat', { platformKeys: [] }, /"platformKeys\.0\.serial" in .+ is missing/],
    ['a missing key file', { merchantPrivateKeyFile: 'gone.pem' }, /gone\.pem, which is not a readable PEM key/],
    ['a key file without a key', { merchantPrivateKeyFile: 'not.pem' }, /not\.pem, which is not a readable PEM key/],
    [
      'a short key',
      { platformKeys: [{ serial: 'PUB_KEY_ID_0116000000', publicKeyFile: 'weak.pem' }] },
      /weak\.pem, which is not an RSA key of 2048 bits/,
    ],
    [
      'our own serial as one of WeChat',
      { platformKeys: [{ serial: whole.merchantSerial, publicKeyFile: 'wechat.pem' }] },
      /"merchantSerial" in .+ is also listed as a key of WeChat's/,
    ],
    ['plain http to the outside', { payBase: 'http://api.mch.weixin.qq.com' }, /"payBase" in .+ must be https/],
    ['a base with a path', { apiBase: 'https://api.weixin.qq.com/sns' }, /"apiBase" in .+ an address without a path/],
    ['a missing template', { templates: { to_pay: template } }, /"templates\.paid" in .+ is missing/],
  ]
  for (const [name, change, message] of faults) {
    test(`with ${name} is refused in a sentence that names it`, () => assert.throws(() => read(change), { message }))
  }

  test('that is not there or not JSON is refused', () => {
    assert.throws(() => readCredentialsFile(join(folder, 'gone.json')), /gone\.json cannot be read/)
    assert.throws(() => readCredentialsFile(join(folder, 'not.pem')), /not\.pem is not JSON/)
  })

  test('never shows a value in what it says', () => {
    const secret = 'this-is-a-secret-in-the-wrong-place'
    assert.throws(
      () => read({ mchid: secret }),
      (error: Error) => !error.message.includes(secret),
    )
  })
})

describe('the environment', () => {
  const environment: Record<string, string> = {
    YIZHAN_WECHAT_MINI_APPID: whole.mini.appid,
    YIZHAN_WECHAT_MINI_SECRET: whole.mini.secret,
    YIZHAN_WECHAT_MCHID: whole.mchid,
    YIZHAN_WECHAT_MERCHANT_SERIAL: whole.merchantSerial,
    YIZHAN_WECHAT_MERCHANT_PRIVATE_KEY_FILE: 'merchant.pem',
    YIZHAN_WECHAT_API_V3_KEY: whole.apiV3Key,
    YIZHAN_WECHAT_PLATFORM_SERIAL: 'PUB_KEY_ID_0116000000',
    YIZHAN_WECHAT_PLATFORM_PUBLIC_KEY_FILE: 'wechat.pem',
    YIZHAN_WECHAT_TEMPLATE_TO_PAY: template,
    YIZHAN_WECHAT_TEMPLATE_PAID: template,
    YIZHAN_WECHAT_TEMPLATE_CONFIRMED: template,
    YIZHAN_WECHAT_TEMPLATE_FINISHED: template,
    YIZHAN_WECHAT_TEMPLATE_CANCELLED: template,
  }

  test("gives live credentials, at WeChat's own addresses unless told otherwise", () => {
    const credentials = credentialsFromEnvironment(environment, folder)
    assert.deepEqual([credentials.apiBase, credentials.payBase], [whole.apiBase, whole.payBase])
    assert.equal(credentials.web, null)
    const backup = { ...environment, YIZHAN_WECHAT_PAY_BASE: 'https://api2.mch.weixin.qq.com' }
    assert.equal(credentialsFromEnvironment(backup, folder).payBase, 'https://api2.mch.weixin.qq.com')
  })

  test('without any one of the required variables is refused by its name', () => {
    const required = credentialVariables.filter((name) => !optionalCredentialVariables.includes(name))
    assert.deepEqual(required, Object.keys(environment))
    for (const name of required) {
      const message = `WeChat credentials: ${name} is missing.`
      assert.throws(() => credentialsFromEnvironment({ ...environment, [name]: undefined }, folder), { message })
    }
  })

  test('can name a second key of WeChat', () => {
    const second = {
      YIZHAN_WECHAT_PLATFORM_SERIAL_2: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1',
      YIZHAN_WECHAT_PLATFORM_PUBLIC_KEY_FILE_2: 'wechat.pem',
    }
    assert.equal(credentialsFromEnvironment({ ...environment, ...second }, folder).platformKeys.size, 2)
  })
})
