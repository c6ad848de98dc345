import type { Migration } from '../migrate.ts'

export const clock: Migration = {
  name: '0003-clock',
  up: ({ id, integer, table }) => [
    `create table clock_offset (name ${id} not null primary key, offset_ms ${integer} not null) ${table}`,
  ],
}
