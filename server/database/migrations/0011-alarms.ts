import type { Migration } from '../migrate.ts'

export const alarms: Migration = {
  name: '0011-alarms',
  up: ({ id, text, long, instant, table }) => [
    `create table alarm (
      id ${id} not null primary key,
      kind ${text(60)} not null,
      subject ${text(120)} not null,
      hotel_id ${id},
      detail_json ${long} not null,
      raised_at ${instant} not null,
      closed_at ${instant},
      closed_by ${text(80)},
      note ${text(500)},
      open_subject ${text(180)} generated always as (case when closed_at is null then concat(kind, ' ', subject) end) virtual
    ) ${table}`,
    'create unique index alarm_open on alarm (open_subject)',
    'create index alarm_raised on alarm (raised_at)',
  ],
}
