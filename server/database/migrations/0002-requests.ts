import type { Migration } from '../migrate.ts'

export const requests: Migration = {
  name: '0002-requests',
  up: ({ text, instant, table }) => [
    `create table request_key (
      caller ${text(80)} not null,
      request_key ${text(64)} not null,
      body_hash ${text(64)} not null,
      result ${text(64)} not null,
      created_at ${instant} not null,
      primary key (caller, request_key)
    ) ${table}`,
    'create index request_key_created on request_key (created_at)',
  ],
}
