import type { Migration } from '../migrate.ts'

export const coupons: Migration = {
  name: '0031-coupons',
  up: ({ id, text, long, integer, money, instant, night, table }) => [
    `create table coupon (
      id ${id} not null primary key,
      name_json ${long} not null,
      kind ${text(12)} not null,
      off_fen ${money},
      percent ${integer},
      cap_fen ${money},
      threshold_fen ${money} not null,
      scope_json ${long} not null,
      blackout_json ${long} not null,
      valid_from ${night},
      valid_until ${night},
      valid_days ${integer},
      quota ${integer},
      granted ${integer} not null,
      per_guest ${integer},
      given_on ${text(12)} not null,
      spend_fen ${money},
      state ${text(10)} not null,
      note ${text(500)} not null,
      sort ${integer} not null,
      created_at ${instant} not null,
      changed_at ${instant} not null,
      constraint ck_coupon_kind check (kind in ('amount', 'percent', 'half', 'free_night')),
      constraint ck_coupon_given_on check (given_on in ('first_login', 'check_out', 'spend', 'by_hand')),
      constraint ck_coupon_state check (state in ('active', 'paused', 'archived')),
      constraint ck_coupon_quota check (granted >= 0 and (quota is null or granted <= quota)),
      constraint ck_coupon_validity check ((valid_days is null and valid_from <= valid_until) or valid_days >= 1)
    ) ${table}`,
    `create table coupon_holder (
      coupon_id ${id} not null,
      member_id ${id} not null,
      granted ${integer} not null,
      constraint ck_coupon_holder_granted check (granted >= 0),
      primary key (coupon_id, member_id)
    ) ${table}`,
    `create table coupon_grant (
      id ${id} not null primary key,
      coupon_id ${id} not null,
      member_id ${id} not null,
      state ${text(8)} not null,
      order_id ${id} unique,
      valid_from ${night} not null,
      valid_until ${night} not null,
      source_type ${text(12)} not null,
      source_id ${id} not null,
      granted_at ${instant} not null,
      granted_by ${text(80)} not null,
      changed_at ${instant} not null,
      constraint ck_coupon_grant_state check ((state = 'usable' and order_id is null)
        or (state in ('locked', 'used') and order_id is not null)),
      unique (source_type, source_id)
    ) ${table}`,
    'create index coupon_grant_member on coupon_grant (member_id, state, valid_until)',
    'create index coupon_grant_coupon on coupon_grant (coupon_id, state)',
    'create index coupon_grant_given on coupon_grant (coupon_id, granted_at, state, valid_until, changed_at, order_id)',
    `create table coupon_hand_out (
      id ${id} not null primary key,
      coupon_id ${id} not null,
      actor ${text(80)} not null,
      at ${instant} not null,
      outcome_json ${long} not null
    ) ${table}`,
    'create index coupon_hand_out_coupon on coupon_hand_out (coupon_id, at)',
    `create table coupon_person (
      person_key ${text(100)} not null primary key,
      first_login_at ${instant} not null
    ) ${table}`,
  ],
}
