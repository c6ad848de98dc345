import type { Migration } from '../migrate.ts'

export const settings: Migration = {
  name: '0013-settings',
  up: ({ text, long, integer, instant, table }) => [
    `create table setting (
      name ${text(40)} not null primary key,
      value_json ${long},
      version ${integer} not null,
      changed_at ${instant} not null,
      changed_by ${text(80)} not null,
      changed_by_name ${text(80)} not null
    ) ${table}`,
  ],
}
