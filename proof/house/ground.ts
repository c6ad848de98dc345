import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type SandboxOptions, startSandbox } from '../../wechat-sandbox/sandbox.ts'
import { freePort } from './free-port.ts'
import { type Address, managerPassword } from './visit.ts'

export interface GroundWish {
  /** Part of the folder's name. */
  name: string
  wechat?: Pick<SandboxOptions, 'refundDelayMs' | 'retryScale'>
}

/** What a house is built on: a folder of its own, a place to listen, and a WeChat that knows both. */
export interface Ground extends Address, AsyncDisposable {
  dataDir: string
  /** Where the product is to listen. */
  port: number
  /** What the product must be told for that. */
  settings: Record<string, string>
  /** Resolves when WeChat has told what it had to tell by now. */
  told(): Promise<void>
}

/** Makes the folder and starts WeChat in this process; in the end both are gone. */
export async function openGround({ name, wechat = {} }: GroundWish): Promise<Ground> {
  const dataDir = mkdtempSync(join(tmpdir(), `yizhan-${name}-`))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const sandbox = await startSandbox({ ...wechat, dataDir: join(dataDir, 'wechat-sandbox'), productUrl: url })
  return {
    dataDir,
    port,
    url,
    sandboxUrl: sandbox.url,
    settings: {
      YIZHAN_DATA_DIR: dataDir,
      YIZHAN_PORT: String(port),
      YIZHAN_OPS_PORT: '0',
      YIZHAN_PUBLIC_URL: url,
      YIZHAN_MANAGER_PASSWORD: managerPassword,
    },
    told: sandbox.idle,
    async [Symbol.asyncDispose]() {
      await sandbox.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
