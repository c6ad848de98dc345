/** The modules, lowest first. Each may use those on lines above its own here, never one on its own line or below. */
export const stack = [
  ['audit', 'alarms', 'files'],
  ['settings'],
  ['members', 'hotels', 'staff'],
  ['payments', 'coupons', 'inventory', 'rooms'],
  ['offers'],
  ['orders'],
  ['blocks'],
  ['notifications', 'search', 'reports', 'story', 'desk', 'imports', 'catalogue'],
] as const
