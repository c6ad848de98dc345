import { textIn } from '@contract/format.ts'
import { useEffect } from 'react'
import { pathTo, useQuery } from '../../go.ts'
import { Card, Icon, Page, Row, View } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { readSite, useSite } from '../../state/site.ts'
import { legal } from '../../texts/legal.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { documents } from './documents.ts'
import './index.css'
import { Prose } from './prose.tsx'
import { Version } from './version.tsx'

/** The privacy page or the booking terms: what they come down to, then every part. */
export default function Legal() {
  const { what } = useQuery('legal')
  const t = useTexts(legal)
  const language = useLanguage()
  const site = useSite()
  useEffect(() => {
    // Without the chain's name and phone the texts stand as they are in the app.
    readSite().catch(() => undefined)
  }, [])
  const { title, brief, parts, other } = documents[what === 'terms' ? 'terms' : 'privacy']
  const filled = {
    chain: site ? textIn(language, site.chainName) : t('ourHotels'),
    contact: site?.servicePhone ? t('byPhone', { phone: site.servicePhone }) : t('everyHotel'),
  }
  return (
    <Page title={t(title)}>
      <View as="article" className="legal">
        <Version />
        <Card className="legal-brief">
          <View as="h2" className="h2">
            {t('brief')}
          </View>
          <View as="ul">
            {brief.map((point) => (
              <View as="li" key={point} className="legal-point">
                <Icon name="check" size={16} colour="pine" />
                <View className="grow">{t(point)}</View>
              </View>
            ))}
          </View>
        </Card>
        {parts.map((part, at) => (
          <View as="section" key={part.title} className="legal-part">
            <View as="h2" className="h2">
              {`${at + 1} · ${t(part.title)}`}
            </View>
            <Prose of={t(part.text, filled)} />
          </View>
        ))}
        <Card plain className="legal-other">
          <Row icon="doc" path={pathTo('legal', { what: other.what })}>
            {t(other.word)}
          </Row>
        </Card>
      </View>
    </Page>
  )
}
