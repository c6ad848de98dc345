import type { Migration } from '../migrate.ts'

export const messaging: Migration = {
  name: '0001-messaging',
  up: ({ sequence, id, text, long, integer, instant, flag, table }) => [
    `create table outbox (
      seq ${sequence},
      id ${id} not null unique,
      topic ${text(64)} not null,
      event ${text(64)} not null,
      message_key ${id},
      message_seq ${integer},
      payload ${long} not null,
      born_at ${instant} not null,
      due_at ${instant} not null,
      state ${text(8)} not null,
      attempts ${integer} not null,
      try_at ${instant} not null,
      constraint ck_outbox_state check (state in ('ready', 'sent', 'done'))
    ) ${table}`,
    'create index outbox_due on outbox (state, try_at, seq)',
    'create index outbox_key on outbox (message_key, seq)',
    `create table inbox (
      subscription ${text(64)} not null,
      event_id ${id} not null,
      message_key ${id},
      message_seq ${integer},
      outcome ${text(12)} not null,
      at ${instant} not null,
      primary key (event_id, subscription)
    ) ${table}`,
    `create table parked (
      subscription ${text(64)} not null,
      event_id ${id} not null,
      topic ${text(64)} not null,
      event ${text(64)} not null,
      message_key ${id},
      message_seq ${integer},
      position ${integer} not null,
      payload ${long} not null,
      born_at ${instant} not null,
      due_at ${instant} not null,
      state ${text(8)} not null,
      attempts ${integer} not null,
      visible_at ${instant} not null,
      reason ${text(500)} not null,
      parked_at ${instant} not null,
      primary key (event_id, subscription),
      constraint ck_parked_state check (state in ('parked', 'dead'))
    ) ${table}`,
    'create index parked_key on parked (message_key, position)',
    'create index parked_due on parked (state, visible_at)',
    `create table errand (
      kind ${text(40)} not null,
      subject ${text(64)} not null,
      payload ${long} not null,
      due_at ${instant} not null,
      state ${text(8)} not null,
      turn ${integer} not null,
      lease_until ${instant} not null,
      attempts ${integer} not null,
      last_error ${text(500)},
      changed_at ${instant} not null,
      primary key (kind, subject),
      constraint ck_errand_state check (state in ('open', 'done', 'dead'))
    ) ${table}`,
    'create index errand_due on errand (state, due_at)',
    `create table bus_group (
      topic ${text(64)} not null,
      group_name ${text(96)} not null,
      broadcast ${flag} not null,
      heard_from ${instant} not null,
      primary key (topic, group_name)
    ) ${table}`,
    `create table bus_delivery (
      seq ${sequence},
      group_name ${text(96)} not null,
      id ${id} not null,
      topic ${text(64)} not null,
      message_key ${id},
      body ${long} not null,
      visible_at ${instant} not null,
      lease ${text(40)}
    ) ${table}`,
    'create index bus_delivery_due on bus_delivery (group_name, visible_at, seq)',
    'create index bus_delivery_key on bus_delivery (group_name, message_key, seq)',
    'create index bus_delivery_id on bus_delivery (id)',
    `create table bus_half (
      id ${id} not null primary key,
      topic ${text(64)} not null,
      body ${long} not null,
      born_at ${instant} not null,
      check_at ${instant} not null
    ) ${table}`,
    'create index bus_half_check on bus_half (check_at)',
  ],
}
