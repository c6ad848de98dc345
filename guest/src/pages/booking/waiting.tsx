import bridge from '@brand/art/empty-bridge.svg'
import { money } from '@contract/format.ts'
import { useEffect, useRef } from 'react'
import { rangeText } from '../../format/days.ts'
import { Button, Empty, Problem, View } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { booking as texts } from '../../texts/booking.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Booking } from './use-booking.ts'

const againEveryMs = 5_000
const triesAtMost = 24

/**
 * An order was sent and no answer came. The same order is asked for again, by itself while the page is open, so that
 * it becomes one order; nothing else is ordered before that is known.
 */
export function Waiting({ booking }: { booking: Booking }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { waiting, place, hotel, giveUp } = booking
  useTries(booking)
  if (!waiting) return null
  const { sent, failure } = waiting
  const again = () => place.run(sent)
  const { checkIn, checkOut, expectedTotalFen } = sent.body
  const what = t('waitingWhat', { dates: rangeText(checkIn, checkOut, language), money: money(expectedTotalFen) })
  return (
    <View>
      {failure ? (
        <Problem failure={failure} onRetry={again} phone={hotel && { name: hotel.name, number: hotel.phone }} />
      ) : (
        <Empty picture={bridge} title={t('waitingTitle')} text={what} role="status">
          <Button icon="refresh" busy={place.running} onTap={again}>
            {t('waitingGoOn')}
          </Button>
        </Empty>
      )}
      <View className="booking-give-up">
        {failure && <View className="xs">{what}</View>}
        <View className="xs">{t('giveUpText')}</View>
        <Button kind="ghost" disabled={place.running} onTap={giveUp}>
          {t('giveUp')}
        </Button>
      </View>
    </View>
  )
}

/** Tries again while there is no network; a server that is busy says itself when. */
function useTries({ waiting, place }: Booking): void {
  const tries = useRef(0)
  const failure = waiting?.failure
  useEffect(() => {
    if (failure?.kind !== 'offline' || place.running || !waiting || tries.current >= triesAtMost) return
    const timer = setTimeout(() => {
      tries.current += 1
      place.run(waiting.sent)
    }, againEveryMs)
    return () => clearTimeout(timer)
  }, [failure, place.running])
}
