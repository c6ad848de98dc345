import { type Static, Type } from 'typebox'
import { closed, Instant, Nullable, OneOf, Text } from '../common.ts'
import { operation } from '../operation.ts'

const Colour = Type.String({ pattern: '^#[0-9A-Fa-f]{6}$', description: '#RRGGBB' })
const ClockTime = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'HH:MM' })
const TemplateId = Type.String({ pattern: '^[A-Za-z0-9_-]{16,64}$', description: 'As WeChat lists it' })
const atMost = (most: number) => Type.Integer({ minimum: 1, maximum: most })

/** What a chain may set while it runs, by name. What starts a process, and every secret, is a variable instead. */
const settings = {
  chainName: closed({ zh: Text(40), en: Text(40) }),
  servicePhone: Nullable(Type.String({ pattern: '^\\+?[0-9][0-9 -]{2,22}[0-9]$' })),
  /** Of the service phone, every day, in China’s time. */
  serviceHours: Nullable(closed({ from: ClockTime, until: ClockTime })),
  colours: closed({ pine: Colour, seal: Colour }),
  /** The ids of the five notices at WeChat. */
  templates: closed({
    to_pay: TemplateId,
    paid: TemplateId,
    confirmed: TemplateId,
    finished: TemplateId,
    cancelled: TemplateId,
  }),
  /** What one member may keep from others without paying. */
  memberLimits: closed({ unpaidOrders: atMost(100), roomsHeld: atMost(1_000), lapsesADay: atMost(1_000) }),
  /** From placing until an unpaid order lapses. Orders that are placed keep the deadline they have. */
  payWindowSeconds: Type.Integer({ minimum: 10, maximum: 86_400 }),
  /** How far after the hotel’s day the last check-out may be. */
  nightsAhead: Type.Integer({ minimum: 30, maximum: 365 }),
}

export const settingNames = Object.keys(settings) as (keyof typeof settings)[]
export type SettingName = (typeof settingNames)[number]

export const Settings = Type.Object(settings)
export type Settings = Static<typeof Settings>

const SettingsView = Type.Object({
  settings: Settings,
  defaults: Settings,
  /** Those that were ever set, with who did it last. */
  changes: Type.Array(
    Type.Object({ name: OneOf(settingNames), isDefault: Type.Boolean(), at: Instant, by: Type.String() }),
  ),
  /** How well each colour is read, as a ratio to one: 4.5 and more is let in. */
  contrast: Type.Object({ pine: Type.Number(), seal: Type.Number() }),
})

export const getSettings = operation({
  id: 'getSettings',
  method: 'GET',
  path: '/api/admin/settings',
  who: 'staff',
  permission: 'settings.edit',
  summary: 'The chain’s settings, their defaults, and who set what',
  reply: SettingsView,
  refusals: ['forbidden'],
})

export const editSettings = operation({
  id: 'editSettings',
  method: 'PATCH',
  path: '/api/admin/settings',
  who: 'staff',
  permission: 'settings.edit',
  summary: 'Changes settings, or takes some back to their defaults; every process follows within two seconds',
  body: closed({
    ...Type.Partial(Type.Object(settings)).properties,
    toDefault: Type.Optional(Type.Array(OneOf(settingNames), { maxItems: 20 })),
  }),
  reply: SettingsView,
  refusals: ['settings_invalid', 'changed_meanwhile', 'forbidden'],
})
