import type { Migration } from '../migrate.ts'

export const staff: Migration = {
  name: '0021-staff',
  up: ({ id, text, instant, integer, table }) => [
    `create table staff (
      id ${id} not null primary key,
      username ${text(64)} not null unique,
      name ${text(64)} not null,
      password_hash ${text(255)} not null,
      totp_sealed ${text(400)},
      totp_last_step ${integer} not null,
      state ${text(16)} not null,
      created_at ${instant} not null,
      constraint ck_staff_state check (state in ('active', 'disabled'))
    ) ${table}`,
    `create table staff_role (
      staff_id ${id} not null,
      role ${text(16)} not null,
      hotel_id ${text(64)} not null,
      primary key (staff_id, role, hotel_id)
    ) ${table}`,
    `create table staff_session (
      token_hash ${text(64)} not null primary key,
      staff_id ${id} not null,
      created_at ${instant} not null,
      seen_at ${instant} not null,
      expires_at ${instant} not null
    ) ${table}`,
    'create index staff_session_staff on staff_session (staff_id)',
    `create table staff_failure (
      failure_key ${text(160)} not null primary key,
      failures ${integer} not null,
      locked_until ${instant} not null,
      last_at ${instant} not null
    ) ${table}`,
  ],
}
