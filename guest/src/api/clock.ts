import { createServerClock } from './server-clock.ts'

/** The one server clock of the app: everything that counts down or compares with a deadline asks it. */
export const serverClock = createServerClock(() => Date.now())
