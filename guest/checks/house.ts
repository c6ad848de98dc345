import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Client, createClient } from '../../contract/client.ts'
import { freePort } from '../../proof/free-port.ts'
import { addNights, hotelDay, type Night } from '../../server/kernel/stay.ts'
import { startProcess } from '../../server/test/process.ts'
import { overHttp } from '../../server/test/world.ts'
import { type SandboxClient, sandboxClient } from '../../wechat-sandbox/client.ts'
import { startSandbox } from '../../wechat-sandbox/sandbox.ts'
import { type Desk, deskOf, type Guest, guestOf } from './people.ts'

export type { Booking, Desk, Guest } from './people.ts'

export const huaili = 'hot_chengdu_huaili'
/** Eight a night at the Chengdu Huaili branch; free of charge to cancel until the day before. */
export const king = { roomTypeId: 'rmt_chengdu_huaili_1', ratePlanId: 'rpl_chengdu_huaili_1_flexible' }
/** Three a night at the same branch. */
export const suite = { roomTypeId: 'rmt_chengdu_huaili_3', ratePlanId: 'rpl_chengdu_huaili_3_flexible' }

const managerPassword = 'a lantern by the road'
const china = { zone: 'Asia/Shanghai', dayEndsAtMinutes: 360 }
const comesAboutWithinMs = 20_000
const lookEveryMs = 50

/** The product as it ships in a process of its own, on a fresh chain, and the sandbox in this one. */
export interface House extends AsyncDisposable {
  url: string
  sandboxUrl: string
  sandbox: SandboxClient
  anyone: Client
  guest(wish?: { nickname?: string; phone?: string; via?: 'mini' | 'web' }): Promise<Guest>
  /** The manager, who may do everything. */
  desk(): Promise<Desk>
  /** The hotels’ day, moved by so many. */
  day(offset: number): Promise<Night>
}

/**
 * Opens a house of its own on free ports, at ten in the morning hotel time: what cancelling costs depends on the hour.
 * Limits are off, for a suite is one guest with many hands.
 */
export async function openHouse(env: Record<string, string> = {}): Promise<House> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-guest-'))
  const [http, ops] = [await freePort(), await freePort()]
  const url = `http://127.0.0.1:${http}`
  const sandboxServer = await startSandbox({
    dataDir: join(dataDir, 'wechat-sandbox'),
    productUrl: url,
    retryScale: 0.002,
  })
  const server = await startProcess({
    env: {
      YIZHAN_DATA_DIR: dataDir,
      YIZHAN_PUBLIC_URL: url,
      YIZHAN_LIMITS: 'off',
      YIZHAN_MANAGER_PASSWORD: managerPassword,
      YIZHAN_LOG_LEVEL: 'error',
      ...env,
    },
    ports: { http, ops },
  })
  endsWithUs(server)
  const sandbox = sandboxClient(sandboxServer.url)
  await sandbox.advanceClock(secondsUntilTen(await sandbox.now()))
  const clientWith = (headers: Record<string, string>) => createClient(overHttp(url), () => headers)
  return {
    url,
    sandboxUrl: sandboxServer.url,
    sandbox,
    anyone: clientWith({}),
    guest: ({ via = 'web', ...wish } = {}) => guestOf({ wish, via, sandbox, clientWith }),
    desk: () => deskOf({ url, password: managerPassword, clientWith }),
    day: async (offset) => addNights(hotelDay(Date.parse(await sandbox.now()), china), offset),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await sandboxServer.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** A run that is broken off leaves no server behind. */
function endsWithUs(server: AsyncDisposable): void {
  process.once('exit', () => void server[Symbol.asyncDispose]())
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
}

/** To the next ten o'clock in China. */
function secondsUntilTen(now: string): number {
  const [day, hours] = [86_400, 3_600]
  const ofDay = (Date.parse(now) / 1_000 + 8 * hours) % day
  return Math.ceil((10 * hours - ofDay + day) % day) || day
}

/** Looks again and again until it is so; throws the sentence after twenty seconds. */
export async function until(condition: () => Promise<boolean> | boolean, sentence: string): Promise<void> {
  const deadline = performance.now() + comesAboutWithinMs
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(sentence)
    await wait(lookEveryMs)
  }
}
