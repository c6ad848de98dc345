import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { operations } from '../../contract/index.ts'
import { Refusal } from '../kernel/refusal.ts'
import { admissionRules, createAdmission } from './admission.ts'
import { gcra, type Limit } from './gcra.ts'

/** The same promise told another way: a bucket of `burst` tokens, one more every `everyMs`, counted in whole ms. */
function bucket({ everyMs, burst }: Limit) {
  let level = burst * everyMs
  let last: number | null = null
  return (now: number) => {
    if (last !== null) level = Math.min(burst * everyMs, level + (now - last))
    last = now
    if (level < everyMs) return false
    level -= everyMs
    return true
  }
}

test('GCRA lets in exactly whom a bucket of tokens lets in, over 100,000 arrivals', () => {
  let arrivals = 0
  const pauses = fc.array(fc.oneof(fc.constant(0), fc.nat(30), fc.nat(2_000)), { minLength: 400, maxLength: 400 })
  const limits = fc.record({ everyMs: fc.integer({ min: 1, max: 500 }), burst: fc.integer({ min: 1, max: 40 }) })
  fc.assert(
    fc.property(limits, pauses, (limit, gaps) => {
      const reference = bucket(limit)
      let due: number | undefined
      let now = 1_800_000_000_000
      for (const gap of gaps) {
        now += gap
        arrivals += 1
        const verdict = gcra(limit, due, now)
        if ('dueAt' in verdict) due = verdict.dueAt
        assert.equal('dueAt' in verdict, reference(now))
      }
    }),
    { numRuns: 260 },
  )
  assert.ok(arrivals >= 100_000, `${arrivals}`)
})

test('who waits as long as they were told is let in, and not a millisecond before', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 40 }), (everyMs, burst) => {
      const limit = { everyMs, burst }
      let due: number | undefined
      for (let call = 0; call < burst; call += 1) due = (gcra(limit, due, 1_000) as { dueAt: number }).dueAt
      const { waitMs } = gcra(limit, due, 1_000) as { waitMs: number }
      assert.ok('waitMs' in gcra(limit, due, 1_000 + waitMs - 1))
      assert.ok('dueAt' in gcra(limit, due, 1_000 + waitMs))
    }),
  )
})

const someone = { id: 'x', method: 'GET', path: '/', who: 'guest', summary: '', reply: null, refusals: [] } as const

test('limits count each person apart, and off means nobody is counted', () => {
  const admission = createAdmission({ limits: 'on' })
  const rules = admission.rulesFor(someone)
  const calls = (token: string, address: string, times: number) => {
    for (let call = 0; call < times; call += 1) admission.admit(rules, { token, address }, 1_000)
  }
  assert.throws(() => calls('a', '1.1.1.1', 200), { code: 'too_many_requests' })
  assert.doesNotThrow(() => calls('b', '1.1.1.1', 10))
  const off = createAdmission({ limits: 'off' })
  assert.deepEqual(off.rulesFor(someone), [])
})

test('crowds of others do not make it forget whom it counts, and what it remembers has a bound', () => {
  const admission = createAdmission({ limits: 'on' })
  const rules = admission.rulesFor({ ...someone, who: 'anyone', id: 'signInStaff' })
  const call = (address: string) => admission.admit(rules, { token: null, address }, 1_000)
  const crowd = (name: string, people: number) => {
    for (let person = 0; person < people; person += 1) call(`${name}-${person}`)
  }
  for (let time = 0; time < 20; time += 1) call('1.1.1.1')
  crowd('first', 25_000) // by two rules each
  assert.throws(() => call('1.1.1.1'), { code: 'too_many_requests' })
  crowd('second', 25_000)
  assert.throws(() => call('1.1.1.1'), { code: 'too_many_requests' })
  crowd('third', 50_000)
  assert.doesNotThrow(() => call('1.1.1.1'))
})

test('a refusal says how many whole seconds to wait', () => {
  const admission = createAdmission({ limits: 'on' })
  const rules = admission.rulesFor({ ...someone, who: 'anyone', id: 'signInStaff' })
  const refused = (() => {
    for (let call = 0; ; call += 1) {
      try {
        admission.admit(rules, { token: null, address: '1.1.1.1' }, 1_000)
      } catch (error) {
        return error as Refusal
      }
      assert.ok(call < 100)
    }
  })()
  assert.ok(refused instanceof Refusal)
  assert.equal(refused.detail.retryAfterSeconds, 2)
  assert.doesNotThrow(() => admission.admit(rules, { token: null, address: '1.1.1.1' }, 3_000))
})

test('a hundred guests behind one address, each looking around at leisure, are never turned away', () => {
  const admission = createAdmission({ limits: 'on' })
  const rules = operations
    .filter(({ who, method }) => method === 'GET' && (who === 'maybe-guest' || who === 'anyone' || who === 'guest'))
    .map((operation) => admission.rulesFor(operation))
  for (let second = 0; second < 120; second += 1) {
    for (let guest = 0; guest < 100; guest += 1) {
      if ((second + guest) % 2 === 0) continue
      const call = rules[(second * 7 + guest) % rules.length]!
      admission.admit(call, { token: `guest-${guest}`, address: '8.8.8.8' }, second * 1_000 + guest)
    }
  }
})

test('every operation of the contract is under a limit but those of the sandbox', () => {
  const admission = createAdmission({ limits: 'on' })
  const free = operations.filter((operation) => admission.rulesFor(operation).length === 0)
  assert.deepEqual(
    free.filter(({ who }) => who !== 'sandbox').map(({ id }) => id),
    [],
  )
  assert.equal(new Set(admissionRules.map(({ name }) => name)).size, admissionRules.length)
})
