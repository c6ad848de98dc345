import mark from '@brand/art/mark.svg'
import { textIn } from '@contract/format.ts'
import { useEffect } from 'react'
import { NavButton, px, Scene, View } from '../../kit/index.ts'
import { screenTop } from '../../platform/screen'
import { setLanguage, useLanguage } from '../../state/language.ts'
import { readSite, useSite } from '../../state/site.ts'
import { home } from '../../texts/home.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** The station in the morning, with the chain's name over it. */
export function Hero() {
  const t = useTexts(home)
  const language = useLanguage()
  const site = useSite()
  useEffect(() => {
    // Without the chain's own name the app's stands there.
    readSite().catch(() => undefined)
  }, [])
  const name = site ? textIn(language, site.chainName) : t('title')
  return (
    <View className="home-hero">
      <Scene name="station" alt={t('hero')} width="full" height={372} first keep="52% 62%" className="home-scene" />
      <View className="home-light" />
      <View className="home-top" style={{ paddingTop: `${screenTop.statusPx}px` }}>
        <View
          className="home-name"
          style={{ minHeight: `${screenTop.barPx}px`, paddingRight: `${screenTop.capsulePx}px` }}
        >
          <View
            className="home-mark"
            told={{ hidden: true }}
            style={{ width: px(28), height: px(28), backgroundImage: `url("${mark}")` }}
          />
          <View as="h1" className={language === 'zh' ? 'home-title home-title-zh' : 'home-title'}>
            {name}
          </View>
          <NavButton
            icon="lang"
            label={t('switchLanguage')}
            onTap={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
          />
        </View>
        <View className="home-tagline">{t('tagline')}</View>
      </View>
    </View>
  )
}
