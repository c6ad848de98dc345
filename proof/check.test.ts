import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { databaseFile } from '../server/adapters/embedded/sqlite/open.ts'
import { newWorld } from '../server/test/world.ts'
import { checkInvariants } from './check.ts'

/** A bug planted into the rows, and the truth that must notice it. */
const planted: [string, string][] = [
  ['I2', 'update inventory_night set sold = sold + 1'],
  ['I3', 'delete from order_line where rowid in (select min(rowid) from order_line)'],
  ['I5', `update order_line set stock = 'held' where stock = 'sold'`],
  ['I7', 'update order_line set share_fen = share_fen - 1'],
  ['I8', `update order_event set to_status = 'finished' where seq = 1`],
  ['I8', `update order_event set cause = 'deadline' where seq = 2`],
  ['I10', `update orders set status = 'awaiting_payment', pay_before = 1`],
  ['I14', 'delete from order_payment'],
  ['I15', `update payment set transaction_id = 'another'`],
  ['I15', 'update payment set amount_fen = amount_fen + 1'],
  ['I16', 'update trade set amount_fen = amount_fen + 1'],
  ['I20', 'update payment set refunded_fen = 1'],
  ['I25', `update coupon_grant set state = 'locked' where state = 'used'`],
  ['I27', 'update coupon set granted = granted + 1'],
  ['I32', `update outbox set state = 'ready', due_at = 1`],
  ['I45', `insert into room_night values ('rom_1', '2026-12-01', null, 'blk_none')`],
  ['I46', 'update inventory_night set off_sale = off_sale + 1'],
  ['I44', `update audit set after_json = '{}' where seq = 1`],
]

test('a house in order is found in order, and each planted bug is noticed', async () => {
  await using world = await newWorld()
  const li = await world.guest()
  await world.settle()
  const order = await li.book({
    roomTypeId: 'rmt_chengdu_huaili_1',
    ratePlanId: 'rpl_chengdu_huaili_1_flexible',
    checkIn: world.day(2),
    checkOut: world.day(4),
  })
  await li.pay(order.id)
  await world.settle()
  await world.pass(600)
  const { dataDir } = world.config
  const violated = async () =>
    (await checkInvariants({ dataDir, sandboxUrl: world.sandboxUrl }))
      .filter(({ verdict }) => verdict === 'violated')
      .map(({ id, note }) => `${id} ${note}`)
  assert.deepEqual(await violated(), [])
  keepRows(dataDir)
  for (const [id, bug] of planted) {
    const database = new DatabaseSync(join(dataDir, databaseFile))
    database.exec('pragma busy_timeout = 5000; pragma foreign_keys = off; pragma ignore_check_constraints = on')
    database.exec(bug)
    const found = (await violated()).map((text) => text.split(' ')[0])
    assert.ok(found.includes(id), `${bug} was not noticed as ${id}: ${found}`)
    database.close()
    await restoreRows(dataDir)
  }

  /** Each bug on clean rows: the copy taken before it is put back. */
  async function restoreRows(folder: string): Promise<void> {
    const database = new DatabaseSync(join(folder, databaseFile))
    database.exec('pragma busy_timeout = 5000; pragma foreign_keys = off; pragma ignore_check_constraints = on')
    for (const name of clean.keys()) {
      database.exec(`delete from ${name}`)
      for (const row of clean.get(name)!) {
        const columns = database
          .prepare('select name from pragma_table_info(?)')
          .all(name)
          .map((column) => String(column.name)) // without generated ones
        const marks = columns.map(() => '?').join(', ')
        database
          .prepare(`insert into ${name} (${columns.join(', ')}) values (${marks})`)
          .run(...columns.map((column) => row[column] as string))
      }
    }
    database.close()
  }
})

function keepRows(dataDir: string): void {
  const database = new DatabaseSync(join(dataDir, databaseFile), { readOnly: true })
  for (const name of tables) clean.set(name, database.prepare(`select * from ${name}`).all())
  database.close()
}

const tables = [
  'inventory_night',
  'order_line',
  'order_event',
  'orders',
  'order_payment',
  'payment',
  'trade',
  'coupon_grant',
  'coupon',
  'outbox',
  'audit',
]
const clean = new Map<string, Record<string, unknown>[]>()
