import { useEffect } from 'react'
import { useLanguage } from '../state/language.ts'
import { readSite, useSite } from '../state/site.ts'

/** The chain’s name, empty until it is known, and its own number, where it has one: whom to call when all else fails. */
export function useChain(): { name: string; phone: { name: string; number: string } | undefined } {
  const language = useLanguage()
  const site = useSite()
  useEffect(() => {
    // Without an answer there is no name to say and nobody to call; the page says its own failures.
    readSite().catch((error: unknown) => console.warn('the chain is not known', error))
  }, [])
  const name = site?.chainName[language] ?? ''
  return { name, phone: site?.servicePhone ? { name, number: site.servicePhone } : undefined }
}
