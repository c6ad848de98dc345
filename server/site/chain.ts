import type { Site } from '../../contract/guest/site.ts'

/** What the chain is called and how it is reached, for all its apps. */
export const chain: Pick<Site, 'chainName' | 'servicePhone'> = {
  chainName: { zh: '驿站', en: 'Yizhan' },
  servicePhone: null,
}
