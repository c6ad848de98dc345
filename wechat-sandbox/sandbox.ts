import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Clock, sandboxClock, systemClock } from './clock.ts'
import type { Context } from './context.ts'
import { type Database, openDatabase } from './database.ts'
import { buildHttp } from './http.ts'
import { openKeys, writeCredentials } from './keys.ts'
import { newCourier } from './notices/deliver.ts'
import { isLoopbackName } from './platform/oauth.ts'

export interface SandboxOptions {
  /** Folder of the database and the keys; made if missing. One sandbox at a time. */
  dataDir: string
  /** 0 (default): a free one. */
  port?: number
  /** Must be a loopback address: nothing here asks who is calling. */
  host?: string
  /** Factor on WeChat's retry schedule; default 0.02 (24 hours become 29 minutes). */
  retryScale?: number
  /** From the acceptance of a refund to its end; default 300. */
  refundDelayMs?: number
  /** Where the product answers, without a slash at the end. */
  productUrl?: string | null
  clock?: Clock
}

export interface Sandbox {
  url: string
  /** The file a server reads to speak to this sandbox. */
  credentialsFile: string
  /** Resolves when nothing that is due by now is left: notices tried, refunds ended. */
  idle(): Promise<void>
  close(): Promise<void>
}

/** Starts a WeChat of our own on this machine. What it acknowledged survives a killed process. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const host = options.host ?? '127.0.0.1'
  if (!isLoopbackName(host)) throw new RangeError(`the sandbox has no authentication and must not listen on ${host}`)
  mkdirSync(options.dataDir, { recursive: true })
  const db = openDatabase(join(options.dataDir, 'sandbox.db'))
  try {
    return await run(db, options, host)
  } catch (error) {
    db.close()
    throw error
  }
}

async function run(db: Database, options: SandboxOptions, host: string): Promise<Sandbox> {
  const clock = sandboxClock(db, options.clock ?? systemClock)
  const keys = await openKeys(options.dataDir, clock.now())
  const context: Context = {
    db,
    clock,
    keys,
    settings: {
      retryScale: options.retryScale ?? 0.02,
      refundDelayMs: options.refundDelayMs ?? 300,
      productUrl: options.productUrl ?? null,
    },
    wake: () => courier.wake(),
  }
  const courier = newCourier(context)
  const http = buildHttp(context)
  const url = await http.listen({ host, port: options.port ?? 0 })
  const credentialsFile = writeCredentials(options.dataDir, url)
  courier.wake()
  return {
    url,
    credentialsFile,
    idle: courier.idle,
    close: async () => {
      await courier.stop()
      await http.close()
      db.close()
    },
  }
}
