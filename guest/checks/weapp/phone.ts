import type { Person } from '../../../wechat-sandbox/client.ts'
import { built } from '../built.ts'
import type { House } from '../house.ts'
import { type Machine, openMachine } from './machine.ts'
import { openScreen, type Screen } from './screen.ts'
import { readKinds } from './template.ts'
import { openWechat, type Wechat } from './wechat.ts'

const kinds = readKinds(built.weapp)

/** A phone with the mini-program on it. */
export interface Phone extends Screen {
  wechat: Wechat
  machine: Machine
  person: Person
}

/** A person opens the mini-program, at a page if one is named; `before` is the same phone before the app was killed. */
export async function openPhone(
  house: House,
  {
    person,
    url,
    storage,
    before,
  }: { person?: Person; url?: string; storage?: Map<string, unknown>; before?: Phone } = {},
): Promise<Phone> {
  before?.machine.kill()
  const holder = before?.person ?? person ?? (await house.sandbox.createUser({}))
  const wechat = openWechat(house, holder, before?.wechat.storage ?? storage)
  const clockOffMs = Date.parse(await house.sandbox.now()) - Date.now()
  const machine = openMachine(built.weapp, { wx: wechat.wx, clockOffMs })
  Object.assign(wechat.wx, machine.routes)
  machine.launch(url)
  return { ...openScreen(machine, kinds), wechat, machine, person: holder }
}
