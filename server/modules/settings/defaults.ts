import { colours } from '../../../brand/tokens.ts'
import type { Settings } from '../../../contract/admin/settings.ts'
import { horizonNights } from '../../kernel/stay.ts'

/** What a chain has that never set anything; the pay window and the templates come from where the process starts. */
export function defaultSettings({
  payWindowMs,
  templates,
}: {
  payWindowMs: number
  templates: Settings['templates']
}): Settings {
  return {
    chainName: { zh: '驿站', en: 'Yizhan' },
    servicePhone: null,
    serviceHours: null,
    colours: { pine: colours.pine, seal: colours.seal },
    templates,
    memberLimits: { unpaidOrders: 5, roomsHeld: 10, lapsesADay: 8 },
    payWindowSeconds: payWindowMs / 1000,
    nightsAhead: horizonNights,
  }
}
