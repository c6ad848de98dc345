import { busCarries } from './bus-carries.ts'
import { busCrashes } from './bus-crashes.ts'
import { busHalves } from './bus-halves.ts'
import { busHandles } from './bus-handles.ts'
import { busLetters } from './bus-letters.ts'
import { busLives } from './bus-lives.ts'
import type { BusSuite } from './bus-world.ts'

/**
 * What every bus must do, alone and under the message spine. Call it in a test file of the adapter. Time is asked of
 * the adapter's `caps` and of its world, never assumed.
 */
export function conformBus(suite: BusSuite): void {
  busCarries(suite)
  busLives(suite)
  busHalves(suite)
  busHandles(suite)
  busLetters(suite)
  busCrashes(suite)
}
