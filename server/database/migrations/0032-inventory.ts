import type { Migration } from '../migrate.ts'

export const inventory: Migration = {
  name: '0032-inventory',
  up: ({ id, text, long, integer, money, instant, night, flag, table }) => [
    `create table inventory_night (
      room_type_id ${id} not null,
      night ${night} not null,
      total ${integer},
      total_set_by ${text(8)} not null,
      held ${integer} not null default 0,
      sold ${integer} not null default 0,
      closed ${flag} not null default 0,
      list_fen ${money},
      changed_at ${instant} not null,
      constraint ck_inventory_night_counts check (held >= 0 and sold >= 0),
      constraint ck_inventory_night_total check (total is null or (total >= 0 and held + sold <= total)),
      constraint ck_inventory_night_set_by check (total_set_by in ('default', 'staff')),
      constraint ck_inventory_night_closed check (closed in (0, 1)),
      constraint ck_inventory_night_list check (list_fen is null or list_fen >= 1),
      primary key (room_type_id, night)
    ) ${table}`,
    'create index inventory_night_changed on inventory_night (changed_at)',
    `create table rate_night (
      rate_plan_id ${id} not null,
      night ${night} not null,
      price_fen ${money},
      closed ${flag} not null default 0,
      min_stay ${integer},
      breakfast ${integer},
      changed_at ${instant} not null,
      constraint ck_rate_night_price check (price_fen is null or price_fen >= 1),
      constraint ck_rate_night_closed check (closed in (0, 1)),
      constraint ck_rate_night_min_stay check (min_stay is null or min_stay >= 1),
      constraint ck_rate_night_breakfast check (breakfast is null or breakfast >= 0),
      primary key (rate_plan_id, night)
    ) ${table}`,
    'create index rate_night_changed on rate_night (changed_at)',
    `create table inventory_change (
      id ${id} not null primary key,
      hotel_id ${id} not null,
      kind ${text(8)} not null,
      actor ${text(80)} not null,
      actor_name ${text(80)} not null,
      at ${instant} not null,
      wish_json ${long} not null,
      cells ${integer} not null,
      refused ${integer} not null,
      cells_json ${long} not null,
      undone_at ${instant},
      undone_by ${text(80)},
      constraint ck_inventory_change_kind check (kind in ('stock', 'rates'))
    ) ${table}`,
    'create index inventory_change_hotel on inventory_change (hotel_id, at)',
  ],
}
