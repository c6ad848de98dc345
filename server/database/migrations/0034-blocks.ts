import type { Migration } from '../migrate.ts'

export const blocks: Migration = {
  name: '0034-blocks',
  up: ({ id, text, integer, night, instant, table }) => [
    `alter table room add column archived_at ${instant}`,
    `alter table inventory_night add column off_sale ${integer} not null default 0`,
    `create table room_block (
      id ${id} not null primary key,
      hotel_id ${id} not null,
      room_id ${id} not null,
      room_number ${text(20)} not null,
      room_type_id ${id} not null,
      from_night ${night} not null,
      to_night ${night} not null,
      reason ${text(200)} not null,
      created_by ${text(80)} not null,
      created_at ${instant} not null,
      ended_by ${text(80)},
      ended_at ${instant},
      constraint ck_room_block_nights check (from_night < to_night),
      constraint ck_room_block_end check ((ended_at is null) = (ended_by is null))
    ) ${table}`,
    'create index room_block_hotel on room_block (hotel_id, created_at, id)',
    'create index room_block_room on room_block (room_id)',
    `create table room_block_lowered (
      block_id ${id} not null,
      night ${night} not null,
      primary key (block_id, night)
    ) ${table}`,
  ],
}
