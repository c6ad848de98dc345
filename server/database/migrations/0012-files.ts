import type { Migration } from '../migrate.ts'

export const files: Migration = {
  name: '0012-files',
  up: ({ id, text, instant, long, bytes, integer, table }) => [
    `create table image (
      id ${id} not null primary key,
      widths_json ${text(100)} not null,
      created_at ${instant} not null
    ) ${table}`,
    `create table cache_entry (
      cache_key ${text(160)} not null primary key,
      version ${integer} not null,
      content ${bytes === 'blob' ? 'blob' : long} not null,
      expires_at ${instant} not null
    ) ${table}`,
    'create index cache_entry_expiry on cache_entry (expires_at)',
  ],
}
