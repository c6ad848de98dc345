import { rejoinMember } from '../../../contract/sandbox.ts'
import { type Route, route } from '../../http/route.ts'
import type { Members } from './index.ts'

export function memberSandboxRoutes({ members }: { members: Members }): Route[] {
  return [
    route(rejoinMember, async ({ body }) => {
      await members.rejoin({ ...body, unionid: body.unionid ?? null })
      return undefined
    }),
  ]
}
