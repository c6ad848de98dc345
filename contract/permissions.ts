/** What a person of the staff may be allowed to do. Each admin operation names the one it needs. */
export const permissions = [
  'orders.read',
  'orders.desk',
  'orders.cancel',
  'orders.refund',
  'orders.checkout_with_balance',
  'hotels.read',
  'hotels.edit',
  'rates.edit',
  'coupons.read',
  'coupons.edit',
  'members.read',
  'members.reveal_phone',
  'reports.read',
  'money.reconcile',
  'staff.edit',
  'settings.edit',
  'audit.read',
  'messages.read',
  'messages.edit',
  'alarms.close',
] as const

export type Permission = (typeof permissions)[number]

export const roleNames = ['owner', 'manager', 'desk', 'finance', 'operator'] as const
export type RoleName = (typeof roleNames)[number]

/** The roles that come built in, made of permissions. */
export const rolePermissions: Record<RoleName, readonly Permission[]> = {
  owner: permissions,
  manager: [
    'orders.read',
    'orders.desk',
    'orders.cancel',
    'orders.refund',
    'orders.checkout_with_balance',
    'hotels.read',
    'hotels.edit',
    'rates.edit',
    'coupons.read',
    'coupons.edit',
    'members.read',
    'members.reveal_phone',
    'reports.read',
    'audit.read',
    'alarms.close',
  ],
  desk: ['orders.read', 'orders.desk', 'orders.cancel', 'hotels.read', 'members.read', 'members.reveal_phone'],
  finance: [
    'orders.read',
    'orders.refund',
    'hotels.read',
    'reports.read',
    'money.reconcile',
    'audit.read',
    'alarms.close',
  ],
  operator: ['hotels.read', 'messages.read', 'messages.edit', 'audit.read', 'alarms.close', 'settings.edit'],
}
