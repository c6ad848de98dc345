import { chainZone, dayText, hotelTime } from '../../format/days.ts'
import { Note, View } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { useSite } from '../../state/site.ts'
import { acceptedTerms } from '../../state/terms.ts'
import { legal } from '../../texts/legal.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { textVersion } from './documents.ts'

/** Which version this is, which the guest agreed to and when, and whether there is a newer one. */
export function Version() {
  const t = useTexts(legal)
  const language = useLanguage()
  const newest = useSite()?.termsVersion
  const agreed = acceptedTerms()
  return (
    <>
      <View className="s">{t('version', { version: textVersion })}</View>
      {agreed && (
        <View className="s">
          {t('agreed', {
            version: agreed.version,
            day: dayText(hotelTime(agreed.at, chainZone).night, language),
          })}
        </View>
      )}
      {newest && newest > textVersion && (
        <View className="legal-newer">
          <Note kind="warn">{t('newer', { version: newest })}</Note>
        </View>
      )}
    </>
  )
}
