import type { Migration } from '../migrate.ts'

export const desk: Migration = {
  name: '0060-desk',
  // No index on the time: the oldest have the lowest numbers, and each order that is placed writes a row here.
  up: ({ sequence, id, text, instant, table }) => [
    `create table changes (
      seq ${sequence},
      hotel_id ${id} not null,
      kind ${text(12)} not null,
      subject ${id} not null,
      at ${instant} not null,
      constraint ck_changes_kind check (kind in ('order', 'inventory', 'room'))
    ) ${table}`,
    // For the story of an order: what WeChat told of its trades and refunds.
    'create index pay_notice_subject on pay_notice (subject_no)',
  ],
}
