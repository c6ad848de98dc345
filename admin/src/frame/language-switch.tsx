import type { Language } from '@contract/format.ts'
import { Button } from 'antd'
import { Icon } from '../kit/icon.tsx'
import { languageStore, languageTag, useLanguage } from '../state/language.ts'
import { languageNames } from '../texts/language-names.ts'

/** To the other language, called as it calls itself. */
export function LanguageSwitch({ className }: { className?: string }) {
  const other: Language = useLanguage() === 'en' ? 'zh' : 'en'
  return (
    <Button
      type="text"
      {...(className ? { className } : {})}
      icon={<Icon name="lang" size={16} />}
      lang={languageTag(other)}
      onClick={() => languageStore.set(other)}
    >
      {languageNames[other]}
    </Button>
  )
}
