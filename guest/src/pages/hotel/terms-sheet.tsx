import { serverClock } from '../../api/clock.ts'
import { Sheet, TermsBar, View } from '../../kit/index.ts'
import { hotel as texts } from '../../texts/hotel.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Plan } from './rooms.ts'

/** What cancelling a plan would cost, hour by hour and to the fen, for these dates. */
export function TermsSheet({ plan, zone, onClose }: { plan: Plan | null; zone: string; onClose: () => void }) {
  const t = useTexts(texts)
  return (
    <Sheet open={plan !== null} onClose={onClose} title={plan?.name ?? ''} note={t('termsNote')}>
      {plan && (
        <View className="gutter hotel-terms">
          <View className="card card-padded">
            <TermsBar policy={plan.cancelPolicy} zone={zone} nowMs={serverClock.now()} />
          </View>
        </View>
      )}
    </Sheet>
  )
}
