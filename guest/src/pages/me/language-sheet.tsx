import type { Language } from '@contract/format.ts'
import { sayIn } from '@contract/texts.ts'
import { call, calls } from '../../api/call.ts'
import { RadioMark, Sheet, Tap, View } from '../../kit/index.ts'
import { setLanguage, useLanguage } from '../../state/language.ts'
import { useSession } from '../../state/session.ts'
import { me } from '../../texts/me.ts'
import { useTexts } from '../../texts/use-texts.ts'

const languages = ['zh', 'en'] as const

/** Each language by its own name, for whoever cannot read the other. Every text switches at once. */
export function LanguageSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTexts(me)
  const now = useLanguage()
  const { member } = useSession()
  const choose = (language: Language) => {
    setLanguage(language)
    onClose()
    // The device has switched; the server hears of it with the next switch if not now.
    if (member) call(calls.updateMe, { body: { language } }).catch(() => undefined)
  }
  return (
    <Sheet open={open} onClose={onClose} title={t('languageTitle')} note={t('languageNote')}>
      <View className="gutter me-sheet">
        <View className="card" role="radiogroup" label={t('languageTitle')}>
          {languages.map((name) => (
            <Tap key={name} role="radio" className="row" told={{ checked: name === now }} onTap={() => choose(name)}>
              <View className="row-value">{sayIn(me, name)('thisLanguage')}</View>
              <RadioMark on={name === now} />
            </Tap>
          ))}
        </View>
      </View>
    </Sheet>
  )
}
