import type { legal } from '../../texts/legal.ts'

/**
 * The day the texts below last changed. The server says the newest version (`termsVersion` of the site), which a guest's
 * app may not have yet. A chain reads the texts with its lawyer before it goes live: they say what this software does, and
 * the chain answers for what it does beside it.
 */
export const textVersion = '2026-11-25'

type Key = keyof (typeof legal)['zh']
type What = 'privacy' | 'terms'

interface Document {
  title: Key
  other: { what: What; word: Key }
  brief: readonly Key[]
  parts: readonly { title: Key; text: Key }[]
}

/** Each document as the keys of its texts: what it comes down to, then its parts in order. */
export const documents: Record<What, Document> = {
  privacy: {
    title: 'privacy',
    other: { what: 'terms', word: 'readTerms' },
    brief: ['pBrief1', 'pBrief2', 'pBrief3', 'pBrief4'],
    parts: [
      { title: 'pWho', text: 'pWhoText' },
      { title: 'pWhat', text: 'pWhatText' },
      { title: 'pNot', text: 'pNotText' },
      { title: 'pDevice', text: 'pDeviceText' },
      { title: 'pShare', text: 'pShareText' },
      { title: 'pKeep', text: 'pKeepText' },
      { title: 'pSafe', text: 'pSafeText' },
      { title: 'pRights', text: 'pRightsText' },
      { title: 'pYoung', text: 'pYoungText' },
      { title: 'pChange', text: 'pChangeText' },
      { title: 'pContact', text: 'pContactText' },
    ],
  },
  terms: {
    title: 'terms',
    other: { what: 'privacy', word: 'readPrivacy' },
    brief: ['tBrief1', 'tBrief2', 'tBrief3', 'tBrief4'],
    parts: [
      { title: 'tWith', text: 'tWithText' },
      { title: 'tPrice', text: 'tPriceText' },
      { title: 'tHold', text: 'tHoldText' },
      { title: 'tCancel', text: 'tCancelText' },
      { title: 'tArrive', text: 'tArriveText' },
      { title: 'tStay', text: 'tStayText' },
      { title: 'tDuring', text: 'tDuringText' },
      { title: 'tCoupon', text: 'tCouponText' },
      { title: 'tInvoice', text: 'tInvoiceText' },
      { title: 'tDuty', text: 'tDutyText' },
      { title: 'tYours', text: 'tYoursText' },
      { title: 'tForce', text: 'tForceText' },
      { title: 'tDispute', text: 'tDisputeText' },
      { title: 'tChange', text: 'tChangeText' },
    ],
  },
}
