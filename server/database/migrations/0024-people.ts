import type { Migration } from '../migrate.ts'

export const people: Migration = {
  name: '0024-people',
  up: ({ text, long, integer, instant, table }) => [
    `alter table staff add column password_until ${instant}`,
    `alter table staff add column totp_pending_sealed ${text(400)}`,
    `alter table staff add column totp_pending_until ${instant}`,
    `alter table staff add column signed_in_at ${instant}`,
    `alter table staff add column archived_at ${instant}`,
    'update staff set signed_in_at = created_at',
    'create index staff_role_hotel on staff_role (hotel_id)',
    'create index staff_role_role on staff_role (role)',
    `create table own_role (
      id ${text(16)} not null primary key,
      name_json ${long} not null,
      permissions_json ${long} not null,
      version ${integer} not null,
      created_at ${instant} not null
    ) ${table}`,
    'create index member_joined on member (joined_at, id)',
    'create index member_nickname on member (nickname, id)',
  ],
}
