import { type Act, useAct } from '../../api/use-act.ts'
import { Icon, OpenInWeChat, ProblemNote, px, Scene, Sheet, Tap, Text, View } from '../../kit/index.ts'
import { screenTop } from '../../platform/screen'
import { useSession } from '../../state/session.ts'
import { signIn } from '../../state/sign-in.ts'
import { me } from '../../texts/me.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Count } from './about-me.ts'

/** The station at night, and who is here: the member, or the way to sign in. */
export function Hero({ nights, onName }: { nights: Count | undefined; onName: () => void }) {
  const t = useTexts(me)
  const { member } = useSession()
  const enter = useAct(async () => {
    await signIn()
  })
  const elsewhere = enter.failure?.code === 'needs_wechat'
  return (
    <>
      <View className="me-hero">
        <View className="me-scene">
          <Scene name="night-band" alt="" width="full" height={member ? 250 : 300} first keep="50% 100%" />
          <View className="me-shade" />
        </View>
        <View className="me-top" style={{ paddingTop: `${screenTop.statusPx + screenTop.barPx}px` }}>
          <View as="h1" className="unseen">
            {t('title')}
          </View>
          {member ? <Known nights={nights} onName={onName} /> : <Unknown enter={enter} />}
          {enter.failure && !elsewhere && (
            <View className="me-failure">
              <ProblemNote failure={enter.failure} />
            </View>
          )}
        </View>
      </View>
      <Sheet open={elsewhere} onClose={enter.clear} title={t('inWeChat')}>
        <OpenInWeChat />
      </Sheet>
    </>
  )
}

function Known({ nights, onName }: { nights: Count | undefined; onName: () => void }) {
  const t = useTexts(me)
  const { member } = useSession()
  const name = member?.nickname || t('noName')
  const said = [
    member?.phoneMasked ? spaced(member.phoneMasked) : t('phoneNone'),
    nights && nights.n > 0 ? t(nights.more ? 'stayedMore' : 'stayed', { n: nights.n }) : '',
  ]
  return (
    <Tap className="me-who" onTap={onName}>
      <Text className="unseen">{t('changeName')}</Text>
      <Avatar name={member?.nickname ?? ''} />
      <View className="grow">
        <View className="me-name">
          <Text className="h1">{name}</Text>
          <Icon name="edit" size={16} colour="card" />
        </View>
        <View className="me-line">{said.filter(Boolean).join(t('between'))}</View>
      </View>
    </Tap>
  )
}

function Unknown({ enter }: { enter: Act<[]> }) {
  const t = useTexts(me)
  const { ended } = useSession()
  return (
    <>
      <View className="me-who">
        <Avatar name="" />
        <View className="grow">
          <View className="h1">{t(ended ? 'ended' : 'signedOut')}</View>
          <View className="me-line">{t(ended ? 'endedText' : 'signedOutText')}</View>
        </View>
      </View>
      <Tap className="button button-medium me-enter" onTap={enter.run} told={{ busy: enter.running }}>
        {t(enter.running ? 'signingIn' : 'signIn')}
      </Tap>
    </>
  )
}

/** The first character of a name on paper; somebody without a name has a figure. */
function Avatar({ name }: { name: string }) {
  const [first] = [...name]
  return (
    <View className="me-avatar" told={{ hidden: true }} style={{ width: px(60), height: px(60) }}>
      {first ? <Text>{first}</Text> : <Icon name="user" size={30} colour="pine" />}
    </View>
  )
}

/** `138 **** 6021`: in groups, as a number is read. */
function spaced(phoneMasked: string): string {
  return phoneMasked.replace(/^(\d+)(\*+)(\d+)$/, '$1 $2 $3')
}
