import type { Migration } from '../migrate.ts'

/** What has a history is archived instead of deleted; pictures nobody uses are noticed before they go. */
export const catalogue: Migration = {
  name: '0023-catalogue',
  up: ({ id, instant }) => [
    `alter table room_type add column archived_at ${instant}`,
    `alter table rate_plan add column archived_at ${instant}`,
    `alter table cancel_policy add column archived_at ${instant}`,
    `alter table cancel_policy add column replaced_by ${id}`,
    'create index rate_plan_policy on rate_plan (policy_id)',
    'create index rate_plan_parent on rate_plan (parent_id)',
    `alter table image add column unused_since ${instant}`,
  ],
}
