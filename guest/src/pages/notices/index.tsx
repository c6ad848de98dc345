import type { NoticeTemplate } from '@contract/notice-templates.ts'
import { useDidShow } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { Card, Icon, type IconName, Note, Page, Row, SectionTitle, View } from '../../kit/index.ts'
import { subscribeSettings } from '../../platform/subscribe'
import { useSession } from '../../state/session.ts'
import { readSite, useSite } from '../../state/site.ts'
import { notices } from '../../texts/notices.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { ForTrip } from './for-trip.tsx'
import './index.css'
import { canOpenSettings, openSettings } from './open-settings'

type Settings = Awaited<ReturnType<typeof subscribeSettings>>

const kinds = [
  { name: 'to_pay', text: 'to_payText', icon: 'clock' },
  { name: 'paid', text: 'paidText', icon: 'check' },
  { name: 'confirmed', text: 'confirmedText', icon: 'key' },
  { name: 'finished', text: 'finishedText', icon: 'out' },
  { name: 'cancelled', text: 'cancelledText', icon: 'coin' },
] as const satisfies readonly { name: NoticeTemplate; text: string; icon: IconName }[]

const rules = ['howOne', 'howStep', 'howRefused', 'howOnly'] as const

/** What WeChat may tell the guest and what it does now; nothing is asked here but by a tap of the guest's. */
export default function Notices() {
  const t = useTexts(notices)
  const { member } = useSession()
  const { settings, look } = useSettings()
  return (
    <Page title={t('title')}>
      <View className="notices-body">
        {settings !== undefined && <Now settings={settings} />}
        {member && settings?.on && <ForTrip onAsked={look} />}
        <SectionTitle>{t('which')}</SectionTitle>
        <Card plain>
          <View as="ul">
            {kinds.map((kind) => (
              <Kind key={kind.name} of={kind} settings={settings ?? null} />
            ))}
          </View>
        </Card>
        {canOpenSettings && (
          <Card plain className="notices-settings">
            <Row icon="gear" onTap={() => void openSettings().then(look)}>
              <View>{t('settings')}</View>
              <View className="xs">{t('settingsText')}</View>
            </Row>
          </Card>
        )}
        <SectionTitle>{t('how')}</SectionTitle>
        <View as="ul" className="notices-rules">
          {rules.map((rule) => (
            <View as="li" key={rule} className="notices-rule">
              <Icon name="check" size={16} colour="pine" />
              <View className="grow">{t(rule)}</View>
            </View>
          ))}
        </View>
      </View>
    </Page>
  )
}

function Now({ settings }: { settings: Settings }) {
  const t = useTexts(notices)
  if (!settings) return <Note kind="plain">{t('stateUnknown')}</Note>
  return settings.on ? (
    <Note kind="good" icon="bell">
      {t('stateOn')}
    </Note>
  ) : (
    <Note kind="warn">{t('stateOff')}</Note>
  )
}

/** A kind of message, and the answer WeChat keeps for it. */
function Kind({ of: { name, text, icon }, settings }: { of: (typeof kinds)[number]; settings: Settings }) {
  const t = useTexts(notices)
  const id = useSite()?.templates[name]
  const kept = settings?.on && id ? settings.items[id] : undefined
  const answer = kept === 'accept' ? 'always' : kept === undefined ? 'asks' : 'never'
  return (
    <View as="li" className="notices-kind">
      <Icon name={icon} size={22} colour="ink-2" />
      <View className="grow">
        <View className="notices-line">
          <View className="h3">{t(name)}</View>
          {settings?.on && <View className={`xs ${answer === 'always' ? 'pine strong' : ''}`}>{t(answer)}</View>}
        </View>
        <View className="s">{t(text)}</View>
      </View>
    </View>
  )
}

/** Undefined while WeChat has not answered, null where it does not say. */
function useSettings(): { settings: Settings | undefined; look: () => void } {
  const [settings, setSettings] = useState<Settings | undefined>(undefined)
  const look = () => void subscribeSettings().then(setSettings)
  useEffect(() => {
    look()
    // Without the templates' ids no answer can be shown; the words are the same.
    readSite().catch(() => undefined)
  }, [])
  useDidShow(look)
  return { settings, look }
}
