import { useMemo } from 'react'
import { type Area, type Say, sayIn } from '../../../contract/texts.ts'
import { useLanguage } from '../state/language.ts'

/** The texts of an area in the guest's language, switched live. */
export function useTexts<Key extends string>(texts: Area<Key>): Say<Key> {
  const language = useLanguage()
  return useMemo(() => sayIn(texts, language), [texts, language])
}
