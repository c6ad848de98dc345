import { useEffect, useRef, useState } from 'react'
import { serverClock } from '../../api/clock.ts'
import { kit } from '../../texts/kit.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Text, View } from '../elements/base'
import './countdown.css'
import { clockText, minuteSpoken, type TimeLeft, timeLeft, untilNextSecond } from './time-left.ts'

/**
 * The time left until an instant by the server's clock, each second. `onOver` is called once, when it is reached; again
 * only where that was a mistake of the device's clock, which an answer of the server has put right since.
 */
export function useTimeLeft(until: string, onOver?: () => void): TimeLeft {
  const untilMs = Date.parse(until)
  const [left, setLeft] = useState(() => timeLeft(untilMs, serverClock.now()))
  const over = useRef(onOver)
  over.current = onOver
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let wasOver = false
    const look = () => {
      const now = timeLeft(untilMs, serverClock.now())
      setLeft((before) => (before.over && now.over ? before : now))
      if (now.over && !wasOver) over.current?.()
      wasOver = now.over
      timer = setTimeout(look, untilNextSecond(now))
    }
    look()
    return () => clearTimeout(timer)
  }, [untilMs])
  return left
}

/** `28:14`, in figures that keep their width. Spoken at ten, five and one minute, not each second. */
export function Countdown({ until, size, onOver }: { until: string; size: 'large' | 'small'; onOver?: () => void }) {
  const t = useTexts(kit)
  const left = useTimeLeft(until, onOver)
  const before = useRef(left)
  const [spoken, setSpoken] = useState('')
  useEffect(() => {
    const minute = minuteSpoken(before.current, left)
    before.current = left
    if (minute) setSpoken(t(minute === 10 ? 'leftTen' : minute === 5 ? 'leftFive' : 'leftOne'))
  }, [left, t])
  return (
    <>
      <Text className={`countdown-${size}`} role="timer" label={t('leftSpoken', { m: left.minutes, s: left.seconds })}>
        {clockText(left)}
      </Text>
      <View className="unseen" role="status">
        {spoken}
      </View>
    </>
  )
}

/** What share of a window is left, 0–1: the bar below a countdown. */
export function shareLeft(left: TimeLeft, windowMs: number): number {
  return Math.min(1, Math.max(0, left.ms / Math.max(1, windowMs)))
}
