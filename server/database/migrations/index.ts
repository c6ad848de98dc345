import type { Migration } from '../migrate.ts'
import { messaging } from './0001-messaging.ts'
import { requests } from './0002-requests.ts'
import { clock } from './0003-clock.ts'
import { audit } from './0010-audit.ts'
import { alarms } from './0011-alarms.ts'
import { files } from './0012-files.ts'
import { settings } from './0013-settings.ts'
import { members } from './0020-members.ts'
import { staff } from './0021-staff.ts'
import { hotels } from './0022-hotels.ts'
import { catalogue } from './0023-catalogue.ts'
import { people } from './0024-people.ts'
import { payments } from './0030-payments.ts'
import { coupons } from './0031-coupons.ts'
import { inventory } from './0032-inventory.ts'
import { rooms } from './0033-rooms.ts'
import { blocks } from './0034-blocks.ts'
import { orders } from './0040-orders.ts'
import { notifications } from './0050-notifications.ts'
import { desk } from './0060-desk.ts'

/** The schema, step by step, in the order in which the steps run. */
export const migrations: readonly Migration[] = [
  messaging,
  requests,
  clock,
  audit,
  alarms,
  files,
  settings,
  members,
  staff,
  hotels,
  catalogue,
  people,
  payments,
  coupons,
  inventory,
  rooms,
  blocks,
  orders,
  notifications,
  desk,
]
