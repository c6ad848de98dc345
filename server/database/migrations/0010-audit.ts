import type { Migration } from '../migrate.ts'

export const audit: Migration = {
  name: '0010-audit',
  up: ({ sequence, id, text, long, instant, table }) => [
    `create table audit (
      seq ${sequence},
      at ${instant} not null,
      actor ${text(80)} not null,
      actor_name ${text(80)} not null,
      action ${text(80)} not null,
      subject ${text(120)} not null,
      hotel_id ${id},
      reason ${text(500)},
      before_json ${long},
      after_json ${long},
      previous_hash ${text(64)} not null unique,
      hash ${text(64)} not null
    ) ${table}`,
    'create index audit_subject on audit (subject, seq)',
    'create index audit_actor on audit (actor, seq)',
    'create index audit_hotel on audit (hotel_id, seq)',
  ],
}
