import { forgetChanges } from '../../database/changes.ts'
import { createLive, type LiveDeps } from './live/live.ts'

export { type DeskRoutesDeps, deskRoutes } from './admin.routes.ts'
export { noteRecorded } from './live/note-recorded.ts'

export type Desk = ReturnType<typeof createDesk>

/** What the front desk looks at, and what tells it that something changed. */
export function createDesk(deps: LiveDeps) {
  return {
    live: createLive(deps),
    /** Sweep. */
    forgetChanges: () => deps.db.background.transaction(forgetChanges),
  }
}
