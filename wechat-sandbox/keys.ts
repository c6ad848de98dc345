import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { makeCertificate } from './certificate.ts'
import { credentialsFileName, type WechatCredentials } from './credentials.ts'
import { randomDigits, randomLetters } from './numbers.ts'
import { type TemplateName, templateNames } from './templates.ts'

/** A key WeChat signs with. */
export interface PlatformKey {
  serial: string
  privateKey: KeyObject
}

/** What both sides of the protocol hold: the merchant's account, and WeChat's own private keys. */
export interface Keys {
  mchid: string
  merchantSerial: string
  merchantPublicKey: KeyObject
  apiV3Key: string
  mini: { appid: string; secret: string }
  web: { appid: string; secret: string }
  templates: Record<TemplateName, string>
  certificate: PlatformKey & { pem: string; validFrom: number; validUntil: number }
  /** The newer way without a certificate: a bare key named `PUB_KEY_ID_…`. */
  publicKey: PlatformKey
}

interface AccountFile extends Omit<WechatCredentials, 'apiBase' | 'payBase'> {
  certificateValidFrom: number
  certificateValidUntil: number
}

const generate = promisify(generateKeyPair)
const tenYearsMs = 10 * 365 * 86_400_000

/** Reads the keys of a folder, making all of them at the first start. */
export async function openKeys(folder: string, now: number): Promise<Keys> {
  if (!existsSync(join(folder, 'account.json'))) await makeKeys(folder, now)
  const account = JSON.parse(readFileSync(join(folder, 'account.json'), 'utf8')) as AccountFile
  const pem = (file: string): string => readFileSync(join(folder, file), 'utf8')
  const [certificate, publicKey] = account.platformKeys
  return {
    mchid: account.mchid,
    merchantSerial: account.merchantSerial,
    merchantPublicKey: createPublicKey(pem(account.merchantPrivateKeyFile)),
    apiV3Key: account.apiV3Key,
    mini: account.mini,
    web: account.web,
    templates: account.templates,
    certificate: {
      serial: certificate!.serial,
      privateKey: createPrivateKey(pem('platform/certificate_key.pem')),
      pem: pem('platform/certificate.pem'),
      validFrom: account.certificateValidFrom,
      validUntil: account.certificateValidUntil,
    },
    publicKey: { serial: publicKey!.serial, privateKey: createPrivateKey(pem('platform/public_key_key.pem')) },
  }
}

/** Writes the file the server reads, naming where this sandbox listens now. Returns its path. */
export function writeCredentials(folder: string, url: string): string {
  const account = JSON.parse(readFileSync(join(folder, 'account.json'), 'utf8')) as AccountFile
  const { certificateValidFrom, certificateValidUntil, ...known } = account
  const credentials: WechatCredentials = { ...known, apiBase: url, payBase: url }
  writeWhole(join(folder, credentialsFileName), JSON.stringify(credentials, null, 2))
  return join(folder, credentialsFileName)
}

async function makeKeys(folder: string, now: number): Promise<void> {
  mkdirSync(join(folder, 'platform'), { recursive: true, mode: 0o700 })
  const rsa = () => generate('rsa', { modulusLength: 2048 })
  const [merchant, platform, bare] = await Promise.all([rsa(), rsa(), rsa()])
  const validity = { validFrom: now - 86_400_000, validUntil: now + tenYearsMs }
  const merchantCertificate = makeCertificate({ ...validity, privateKey: merchant.privateKey, commonName: 'merchant' })
  const certificate = makeCertificate({ ...validity, privateKey: platform.privateKey, commonName: 'Tenpay sandbox' })
  const account: AccountFile = {
    mini: newApp(),
    web: newApp(),
    mchid: `16${randomDigits(8)}`,
    merchantSerial: merchantCertificate.serial,
    merchantPrivateKeyFile: 'merchant_private_key.pem',
    apiV3Key: randomLetters(32),
    platformKeys: [
      { serial: certificate.serial, publicKeyFile: 'platform_certificate_key.pub.pem' },
      { serial: `PUB_KEY_ID_01${randomDigits(36)}`, publicKeyFile: 'platform_public_key.pub.pem' },
    ],
    templates: Object.fromEntries(templateNames.map((name) => [name, randomLetters(43)])) as Record<
      TemplateName,
      string
    >,
    certificateValidFrom: validity.validFrom,
    certificateValidUntil: validity.validUntil,
  }
  const write = (file: string, text: string): void => writeWhole(join(folder, file), text)
  write(account.merchantPrivateKeyFile, privatePem(merchant.privateKey))
  write('merchant_certificate.pem', merchantCertificate.pem)
  write(account.platformKeys[0]!.publicKeyFile, publicPem(platform.publicKey))
  write(account.platformKeys[1]!.publicKeyFile, publicPem(bare.publicKey))
  write('platform/certificate_key.pem', privatePem(platform.privateKey))
  write('platform/certificate.pem', certificate.pem)
  write('platform/public_key_key.pem', privatePem(bare.privateKey))
  write('account.json', JSON.stringify(account, null, 2)) // last: its presence says that all are there
}

function newApp(): { appid: string; secret: string } {
  return { appid: `wx${randomBytes(8).toString('hex')}`, secret: randomBytes(16).toString('hex') }
}

const privatePem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString()
const publicPem = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString()

/** A reader sees the old file or the new one, never half of it. */
function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}
