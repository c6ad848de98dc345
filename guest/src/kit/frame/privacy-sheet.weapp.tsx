import { Button as WeChatButton } from '@tarojs/components'
import { pathTo } from '../../go.ts'
import { type HeldBack, onHeldBack, openPrivacyGuide } from '../../platform/privacy'
import { createStore, useStore } from '../../state/store.ts'
import { privacy } from '../../texts/privacy.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../controls/button.tsx'
import { Tap, View, Way } from '../elements/base'
import './privacy-sheet.css'
import { Sheet } from './sheet.tsx'

const waiting = createStore<HeldBack | null>(null)
onHeldBack((held) => {
  // One question at a time: what waited before is not answered by it.
  waiting.get()?.refuse()
  waiting.set(held)
})

/** WeChat looks whether this very button was tapped. */
const agreeId = 'agree-privacy'

export function PrivacySheet() {
  const t = useTexts(privacy)
  const held = useStore(waiting)
  const answer = (say: (held: HeldBack) => void) => {
    waiting.set(null)
    if (held) say(held)
  }
  const refuse = () => answer((of) => of.refuse())
  return (
    <Sheet
      open={held !== null}
      onClose={refuse}
      title={t('title')}
      bar={
        <>
          <Button kind="ghost" size="large" wide onTap={refuse}>
            {t('refuse')}
          </Button>
          <WeChatButton
            id={agreeId}
            className="button button-main button-large button-wide privacy-agree"
            openType="agreePrivacyAuthorization"
            onAgreePrivacyAuthorization={() => answer((of) => of.agree(agreeId))}
          >
            {t('agree')}
          </WeChatButton>
        </>
      }
    >
      <View className="gutter privacy-words">
        <View>{t('why')}</View>
        <View>{t('without')}</View>
        <View>
          <Tap className="link privacy-link" onTap={openPrivacyGuide}>
            {t('guide')}
          </Tap>
          <Way className="link privacy-link" path={pathTo('legal', { what: 'privacy' })}>
            {t('policy')}
          </Way>
        </View>
      </View>
    </Sheet>
  )
}
