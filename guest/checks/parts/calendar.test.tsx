import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getSite } from '../../../contract/guest/site.ts'
import { addNights, nightsOf } from '../../src/format/nights.ts'
import { CalendarSheet } from '../../src/kit/index.ts'
import { serve } from './server.ts'
import { all, draw, focus, focused, heard, nameOf, press, speak, tap, the } from './stage.tsx'
import { worldAt } from './time.ts'

interface Known {
  today?: string
  checkIn?: string
  checkOut?: string
  rooms?: number
  language?: 'zh' | 'en'
  /** Days unlike the others, which cost ¥428 and have three rooms left. */
  but?: Record<string, { priceFen?: number; roomsLeft?: number | null; closed?: boolean; minStay?: number }>
}

/** Opens the calendar of a room on that day; answers what was chosen by its button. */
async function open(known: Known = {}): Promise<[checkIn: string, checkOut: string][]> {
  const { today = '2026-11-23', but = {}, rooms = 1, language = 'en' } = known
  const { checkIn = addNights(today, 1), checkOut = addNights(checkIn, 1) } = known
  const taken: [string, string][] = []
  worldAt(`${today}T04:00:00Z`)
  const plain = { priceFen: 42_800, roomsLeft: 3, closed: false, minStay: 1 }
  const nights = nightsOf({ checkIn: today, checkOut: addNights(today, 365) })
  const items = nights.map((night) => ({ night, ...plain, ...but[night] }))
  const booking = { payWindowSeconds: 1800, nightsAhead: 365, nightsAtMost: 90, roomsAtMost: 10 }
  const calendar = { ratePlanId: 'plan', today, items }
  serve(({ path }) => ({ body: path === getSite.path ? { booking } : calendar }))
  await speak(language)
  await draw(
    <CalendarSheet
      open
      onClose={() => undefined}
      checkIn={checkIn}
      checkOut={checkOut}
      rooms={rooms}
      room={{ roomTypeId: 'king', name: 'King' }}
      onChosen={(...dates) => taken.push(dates)}
    />,
  )
  return taken
}

function day(night: string): HTMLElement {
  const found = document.getElementById(`day-${night}`)
  assert.ok(found, `${night} is drawn`)
  return found
}

const label = (night: string) => nameOf(day(night))
const isOff = (night: string) => day(night).getAttribute('aria-disabled') === 'true'
const said = () => heard(the('status'))
const chosen = () => all('gridcell').filter((cell) => cell.getAttribute('aria-selected') === 'true')
const at = () => focused().id.replace('day-', '')

async function pick(...nights: string[]): Promise<void> {
  for (const night of nights) await tap(day(night))
}

async function pressFrom(night: string, ...keys: string[]): Promise<string> {
  focus(day(night))
  for (const key of keys) await press(key)
  return at()
}

test('a day says its date, price, rooms left and state', async () => {
  await open({
    checkIn: '2026-12-10',
    checkOut: '2026-12-12',
    but: {
      '2026-11-26': { roomsLeft: 1 },
      '2026-11-27': { roomsLeft: 0 },
      '2026-11-28': { closed: true },
      '2026-11-29': { minStay: 2 },
      '2026-11-30': { priceFen: 39_900, roomsLeft: null },
    },
  })
  assert.equal(label('2026-11-22'), '22 Nov Sun, past')
  assert.equal(label('2026-11-23'), '23 Nov Mon, Today, ¥428 a night, 3 rooms left')
  assert.equal(label('2026-11-26'), '26 Nov Thu, ¥428 a night, 1 room left')
  assert.equal(label('2026-11-27'), '27 Nov Fri, full')
  assert.equal(label('2026-11-28'), '28 Nov Sat, not on sale')
  assert.equal(label('2026-11-29'), '29 Nov Sun, ¥428 a night, 3 rooms left, at least 2 nights')
  assert.equal(label('2026-11-30'), '30 Nov Mon, ¥399 a night, low price')
  assert.equal(label('2026-12-10'), '10 Dec Thu, ¥428 a night, 3 rooms left, check-in')
  assert.equal(label('2026-12-11'), '11 Dec Fri, ¥428 a night, 3 rooms left, you stay this night')
  assert.equal(label('2026-12-12'), '12 Dec Sat, ¥428 a night, 3 rooms left, check-out')
  assert.equal(label('2026-12-25'), '25 Dec Fri, Xmas, ¥428 a night, 3 rooms left')
})

test('and says so in Chinese', async () => {
  await open({ language: 'zh', but: { '2026-11-27': { roomsLeft: 0 } } })
  assert.equal(label('2026-11-26'), '11月26日 周四，每晚 ¥428，剩 3 间')
  assert.equal(label('2026-11-27'), '11月27日 周五，满房')
})

test('a day with fewer rooms left than are wanted is full', async () => {
  await open({ rooms: 2, but: { '2026-11-26': { roomsLeft: 1 }, '2026-11-27': { roomsLeft: 2 } } })
  assert.equal(label('2026-11-26'), '26 Nov Thu, full')
  assert.ok(isOff('2026-11-26') && !isOff('2026-11-27'))
})

test('days are a grid of weeks, named by month, and one of them is a stop for Tab', async () => {
  await open()
  assert.deepEqual(all('rowgroup').map(nameOf), ['Nov 2026', 'Dec 2026', 'Jan 2027'])
  for (const cell of all('gridcell')) assert.ok(cell.closest('[role=row]')?.closest('[role=grid]'), nameOf(cell))
  for (const row of all('row')) assert.equal(row.children.length, 7)
  assert.deepEqual(
    all('gridcell')
      .filter((cell) => cell.tabIndex === 0)
      .map(nameOf),
    ['24 Nov Tue, ¥428 a night, 3 rooms left, check-in'],
  )
})

test('dates are chosen across months and over the year’s end, and cost the sum of their nights', async () => {
  const taken = await open({ rooms: 2, but: { '2026-12-31': { priceFen: 100_000 } } })
  await pick('2026-11-29', '2026-12-02')
  assert.equal(chosen().length, 4)
  assert.match(said(), /29 Nov – 2 Dec·3 nights¥2,568for 2 rooms/)
  await pick('2026-12-30', '2027-01-02')
  assert.deepEqual([chosen().length, label('2026-12-31').includes('you stay this night')], [4, true])
  assert.match(said(), /30 Dec – 2 Jan·3 nights¥3,712for 2 rooms/)
  await tap(the('button', 'Done, 30 Dec – 2 Jan'))
  assert.deepEqual(taken, [['2026-12-30', '2027-01-02']])
})

test('until both days are chosen nothing can be taken, and the guest is told which is next', async () => {
  await open()
  await pick('2026-11-26')
  assert.equal(said(), 'Now the check-out day')
  assert.ok((the('button', 'Done') as HTMLButtonElement).disabled)
  await pick('2026-11-25')
  assert.equal(label('2026-11-25'), '25 Nov Wed, ¥428 a night, 3 rooms left, check-in')
  assert.equal(chosen().length, 1, 'a day before check-in begins anew')
})

test('a stay shorter than its first night allows is refused in words, and the first night stays chosen', async () => {
  await open({ but: { '2026-11-29': { minStay: 3 } } })
  await pick('2026-11-29', '2026-12-01')
  assert.equal(said(), 'From that day the shortest stay is 3 nights')
  assert.deepEqual(
    chosen().map((cell) => cell.id),
    ['day-2026-11-29'],
  )
  await pick('2026-12-02')
  assert.match(said(), /3 nights¥1,284/)
})

test('one cannot arrive on a full night or sleep through it, but may leave on it', async () => {
  await open({ but: { '2026-11-28': { roomsLeft: 0 } } })
  assert.ok(isOff('2026-11-28'))
  await pick('2026-11-28')
  assert.match(said(), /^Full on that night. Choose another check-in day./)
  await pick('2026-11-27')
  assert.ok(!isOff('2026-11-28'), 'now it can be tapped')
  assert.equal(label('2026-11-28'), '28 Nov Sat, full, you can leave on this day')
  await pick('2026-11-28')
  assert.match(said(), /27 – 28 Nov·1 night¥428/)
  await pick('2026-11-27', '2026-11-29')
  assert.equal(said(), 'Some nights between are not free. Starting again from this day.')
  assert.deepEqual(
    chosen().map((cell) => cell.id),
    ['day-2026-11-29'],
  )
})

test('a leap year has its 29 February: to arrive, to stay and to leave on', async () => {
  const taken = await open({ today: '2028-02-20' })
  assert.match(label('2028-02-29'), /^29 Feb Tue, /)
  assert.equal(await pressFrom('2028-02-28', 'ArrowRight', 'ArrowRight'), '2028-03-01')
  await pick('2028-02-28', '2028-03-01')
  assert.match(said(), /28 Feb – 1 Mar·2 nights¥856/)
  await pick('2028-02-29', '2028-03-01')
  await tap(the('button', /^Done/))
  assert.deepEqual(taken, [['2028-02-29', '2028-03-01']])
})

test('a month on from 31 January is the last day of February, whatever the year', async () => {
  await open({ today: '2028-01-20' })
  assert.equal(await pressFrom('2028-01-31', 'PageDown'), '2028-02-29')
})

test('in a common year 1 March follows 28 February', async () => {
  await open({ today: '2027-02-20' })
  assert.equal(document.getElementById('day-2027-02-29'), null)
  assert.equal(await pressFrom('2027-02-28', 'ArrowRight'), '2027-03-01')
  assert.equal(await pressFrom('2027-03-31', 'PageUp'), '2027-02-28')
})

test('arrows move by day and week, Home and End within the week, PageUp and PageDown by month', async () => {
  await open()
  assert.equal(await pressFrom('2026-12-09', 'ArrowRight'), '2026-12-10')
  assert.equal(await pressFrom('2026-12-09', 'ArrowLeft'), '2026-12-08')
  assert.equal(await pressFrom('2026-12-09', 'ArrowDown'), '2026-12-16')
  assert.equal(await pressFrom('2026-12-09', 'ArrowUp'), '2026-12-02')
  assert.equal(await pressFrom('2026-12-09', 'Home'), '2026-12-06')
  assert.equal(await pressFrom('2026-12-09', 'End'), '2026-12-12')
  assert.equal(await pressFrom('2026-12-29', 'PageDown'), '2027-01-29')
  assert.equal(await pressFrom('2026-12-29', 'PageUp'), '2026-11-29')
  assert.deepEqual(
    all('gridcell')
      .filter((cell) => cell.tabIndex === 0)
      .map((cell) => cell.id),
    ['day-2026-11-29'],
    'Tab comes back to where the arrows left',
  )
})

test('keys never lead before today or past the year that is sold, and months come as they are reached', async () => {
  await open()
  assert.equal(await pressFrom('2026-11-24', 'ArrowLeft', 'ArrowLeft', 'PageUp', 'Home'), '2026-11-23')
  assert.equal(document.getElementById('day-2027-06-23'), null)
  assert.equal(await pressFrom('2026-11-23', ...Array.from({ length: 7 }, () => 'PageDown')), '2027-06-23')
  assert.equal(await pressFrom('2027-06-23', ...Array.from({ length: 9 }, () => 'PageDown')), '2027-11-23')
  await press('ArrowRight')
  assert.equal(at(), '2027-11-23')
})

test('Enter and Space pick the day that has the keyboard', async () => {
  await open()
  await pressFrom('2026-11-26', 'Enter', 'ArrowRight', 'ArrowRight', ' ')
  assert.match(said(), /26 – 28 Nov·2 nights/)
  assert.equal(at(), '2026-11-28', 'and the keyboard stays there')
})
