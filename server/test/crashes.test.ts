import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checkInvariants } from '../../proof/check.ts'
import { type CrashHouse, openCrashHouse } from '../../proof/crash-house.ts'
import { tries } from '../../proof/crash-steps.ts'

// The server is killed (SIGKILL) at a named step, started again on what it left, and asked once more as a client
// would. Then every truth holds on the rows and in WeChat's ledger, and the effect happened once.

const matrix: { step: keyof typeof tries; points: string[] }[] = [
  {
    step: 'placing',
    points: ['relay.publish', 'relay.published', 'consume.order_consumer_group.handle'],
  },
  {
    step: 'paying',
    points: [
      'errand.pay.prepay.call',
      'errand.pay.prepay.called',
      'relay.publish',
      'relay.marked',
      'consume.payment_consumer_group.handle',
      'consume.payment_consumer_group.handled',
    ],
  },
  {
    step: 'refunding',
    points: ['errand.pay.refund.call', 'errand.pay.refund.called', 'errand.pay.refund.recorded'],
  },
  {
    step: 'checking out',
    points: ['half.sent', 'half.worked', 'half.decided', 'consume.order_finished_consumer_group.handle'],
  },
]

let house: CrashHouse
before(async () => {
  house = await openCrashHouse()
})
after(() => house[Symbol.asyncDispose]())

for (const { step, points } of matrix) {
  for (const point of points) {
    test(`killed at ${point} while ${step}, it is done once after the restart`, { timeout: 60_000 }, async () => {
      const { act, happenedOnce } = await tries[step](house)
      await house.quiet()
      await house.arm({ point, passing: 1 })
      await act().catch(() => {}) // the answer may have died with the server
      await house.died()
      await house.restart()
      await act()
      await house.quiet()
      await happenedOnce()
      const findings = await checkInvariants({ dataDir: house.dataDir, sandboxUrl: house.sandboxUrl })
      const violated = findings.filter(({ verdict }) => verdict === 'violated')
      assert.deepEqual(violated, [])
    })
  }
}
