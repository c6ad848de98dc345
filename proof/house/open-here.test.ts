import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { test } from 'node:test'
import { openHere } from './open-here.ts'
import { until } from './until.ts'

const name = `start-fails-${process.pid}`
const folders = () => readdirSync(tmpdir()).filter((folder) => folder.startsWith(`yizhan-${name}`))
const servers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap').length

test('a house whose product does not start leaves neither WeChat nor its folder nor anything open', async () => {
  await using other = createServer()
  await once(other.listen(0, '127.0.0.1'), 'listening')
  const { port } = other.address() as AddressInfo
  await assert.rejects(openHere({ name, env: { YIZHAN_PORT: String(port) } }), { code: 'EADDRINUSE' })
  assert.deepEqual(folders(), [])
  // Timers of what moves by itself would keep this file from ending.
  await until(
    () => servers() === 1,
    () => `${servers()} servers are open`,
  )
})
