import { useEffect } from 'react'
import { useLanguage } from '../state/language.ts'
import { readSite, useSite } from '../state/site.ts'

/** The chain's own number, where it has one: whom to call when the network is gone. */
export function useServicePhone(): { name: string; number: string } | undefined {
  const language = useLanguage()
  const site = useSite()
  useEffect(() => {
    // Without it there is simply nobody to call.
    readSite().catch((error: unknown) => console.warn('the chain is not known', error))
  }, [])
  return site?.servicePhone ? { name: site.chainName[language], number: site.servicePhone } : undefined
}
