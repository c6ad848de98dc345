import { pathTo } from '../../go.ts'
import { Card, clockText, Icon, Road, SectionTitle, Tap, useTimeLeft, View, Way } from '../../kit/index.ts'
import { order as texts } from '../../texts/order.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { HeadFacts } from './head.ts'
import { groupedNo } from './order-no.ts'
import { roadPosts, untoldSteps } from './road-posts.ts'
import './road-card.css'
import { useCopy } from './use-copy.ts'

/** 这一程: what happened to the order, where it stands, what is ahead. */
export function RoadCard(facts: HeadFacts) {
  const { order, steps } = facts
  const t = useTexts(texts)
  const { copied, copy } = useCopy(order.orderNo)
  const untold = untoldSteps(steps)
  return (
    <View>
      <SectionTitle
        end={
          <Tap className="road-no" onTap={copy} label={`${t('copyNo')} ${groupedNo(order.orderNo)}`}>
            <View told={{ live: 'polite' }}>{copied ? t('copied') : groupedNo(order.orderNo)}</View>
            <Icon name={copied ? 'check' : 'copy'} size={16} colour="ink-3" />
          </Tap>
        }
      >
        {t('road')}
      </SectionTitle>
      <Card>
        {order.status === 'awaiting_payment' ? (
          <LiveRoad {...facts} />
        ) : (
          <Road posts={roadPosts({ ...facts, left: '' })} />
        )}
        {untold > 0 && (
          <Way className="s road-untold" path={pathTo('notices')}>
            <View className="grow">{t('noticeUntold', { n: untold })}</View>
            <Icon name="right" size={18} colour="ink-3" />
          </Way>
        )}
      </Card>
    </View>
  )
}

/** The road while time runs. */
function LiveRoad(facts: HeadFacts) {
  const left = useTimeLeft(facts.order.payBefore)
  return <Road posts={roadPosts({ ...facts, left: clockText(left) })} />
}
