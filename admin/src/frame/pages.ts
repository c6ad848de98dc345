import { calls } from '@contract/generated/admin-calls.ts'
import type { Permission } from '@contract/permissions.ts'

/** The pages there are, in the groups of the menu. A page is listed once it works, and shown to who may read it. */
export const pageGroups = [
  {
    text: 'groupDesk',
    pages: [{ path: '/orders', icon: 'order', text: 'pageOrders', permission: calls.listOrders.permission }],
  },
] as const satisfies readonly {
  text: string
  pages: readonly { path: string; icon: string; text: string; permission: Permission | undefined }[]
}[]
