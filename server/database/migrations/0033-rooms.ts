import type { Migration } from '../migrate.ts'

export const rooms: Migration = {
  name: '0033-rooms',
  up: ({ id, text, night, instant, table }) => [
    `create table room (
      id ${id} not null primary key,
      hotel_id ${id} not null,
      room_type_id ${id} not null,
      number ${text(20)} not null,
      floor ${text(20)} not null,
      state ${text(16)} not null,
      changed_at ${instant} not null,
      constraint ck_room_state check (state in ('clean', 'dirty', 'out_of_order')),
      unique (hotel_id, number)
    ) ${table}`,
    'create index room_by_type on room (room_type_id)',
    `create table room_night (
      room_id ${id} not null,
      night ${night} not null,
      order_room_id ${id},
      block_id ${id},
      constraint ck_room_night_use check ((order_room_id is null) <> (block_id is null)),
      primary key (room_id, night)
    ) ${table}`,
    'create index room_night_order_room on room_night (order_room_id)',
    'create index room_night_block on room_night (block_id)',
  ],
}
