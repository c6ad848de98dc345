import type { Handle } from '../../database/handle.ts'
import { resendNotice } from './resend-notice.ts'
import type { StoryDeps } from './story.ts'
import { tellStory } from './tell-story.ts'

export { storyRoutes } from './admin.routes.ts'

export type Story = ReturnType<typeof createStory>

/** What happened to an order, told from everybody's rows on one line. */
export function createStory(deps: StoryDeps) {
  return {
    /** See `tell-story.ts`. */
    tell: (handle: Handle, wish: Parameters<typeof tellStory>[2]) => tellStory(handle, deps, wish),
    /** See `resend-notice.ts`. */
    resend: (wish: Parameters<typeof resendNotice>[2]) => deps.db.transaction((tx) => resendNotice(tx, deps, wish)),
  }
}
