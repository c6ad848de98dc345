import type { Migration } from '../migrate.ts'

export const notifications: Migration = {
  name: '0050-notifications',
  up: ({ id, text, integer, instant, table }) => [
    `create table notice (
      id ${id} not null primary key,
      order_id ${id} not null,
      seq ${integer} not null,
      resend_no ${integer} not null,
      template ${text(16)} not null,
      event ${text(40)} not null,
      state ${text(16)} not null,
      msgid ${text(64)},
      errcode ${integer},
      errmsg ${text(200)},
      asked_by ${text(80)} not null,
      created_at ${instant} not null,
      ended_at ${instant},
      constraint ck_notice_state check (state in ('waiting', 'sending', 'sent', 'refused', 'unknown', 'superseded', 'no_consent')),
      unique (order_id, seq, resend_no)
    ) ${table}`,
  ],
}
