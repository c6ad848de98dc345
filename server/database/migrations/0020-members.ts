import type { Migration } from '../migrate.ts'

export const members: Migration = {
  name: '0020-members',
  up: ({ id, text, instant, integer, table }) => [
    `create table member (
      id ${id} not null primary key,
      unionid_index ${text(64)} unique,
      nickname ${text(64)} not null,
      phone_sealed ${text(400)},
      phone_index ${text(64)},
      language ${text(2)} not null,
      state ${text(16)} not null,
      joined_at ${instant} not null,
      closed_at ${instant},
      constraint ck_member_state check (state in ('active', 'closed'))
    ) ${table}`,
    'create index member_phone on member (phone_index)',
    `create table member_identity (
      appid ${text(32)} not null,
      openid ${text(128)} not null,
      member_id ${id} not null,
      via ${text(8)} not null,
      session_key_sealed ${text(400)},
      seen_at ${instant} not null,
      primary key (appid, openid)
    ) ${table}`,
    'create index member_identity_member on member_identity (member_id)',
    `create table guest_session (
      token_hash ${text(64)} not null primary key,
      member_id ${id} not null,
      appid ${text(32)} not null,
      created_at ${instant} not null,
      seen_at ${instant} not null,
      expires_at ${instant} not null
    ) ${table}`,
    'create index guest_session_member on guest_session (member_id)',
    'create index guest_session_expiry on guest_session (expires_at)',
    `create table favourite (
      member_id ${id} not null,
      hotel_id ${id} not null,
      position ${integer} not null,
      added_at ${instant} not null,
      primary key (member_id, hotel_id)
    ) ${table}`,
  ],
}
