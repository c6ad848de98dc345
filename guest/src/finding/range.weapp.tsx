import { type ITouchEvent, View as TaroView } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useId, useRef } from 'react'
import { View } from '../kit/index.ts'
import type { RangeProps } from './range'
import './range.css'
import { movedTo, nearerThumb, type Thumb } from './range-steps.ts'

export function Range({ lowLabel, highLabel, steps, low, high, wordAt, onChange }: RangeProps) {
  const id = `range${useId().replace(/\W/g, '')}`
  const held = useRef<{ thumb: Thumb; left: number; width: number } | null>(null)
  const ends = { low, high }
  const move = (thumb: Thumb, step: number) => {
    const next = movedTo(ends, thumb, step, steps)
    if (next.low !== low || next.high !== high) onChange(next)
  }
  const begin = (event: ITouchEvent) => {
    const x = event.touches[0]?.clientX ?? 0
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .boundingClientRect((found) => {
        const { left, width } = found as Taro.NodesRef.BoundingClientRectCallbackResult
        const at = ((x - left) / Math.max(1, width)) * steps
        held.current = { thumb: nearerThumb(ends, at), left, width }
        move(held.current.thumb, Math.round(at))
      })
      .exec()
  }
  const go = (event: ITouchEvent) => {
    const { current } = held
    const x = event.touches[0]?.clientX
    if (!current || x === undefined) return
    move(current.thumb, Math.round(((x - current.left) / Math.max(1, current.width)) * steps))
  }
  const style = { left: `${(low / steps) * 100}%`, width: `${((high - low) / steps) * 100}%` }
  return (
    // The finger moves the thumb and nothing behind it.
    <TaroView
      className="range"
      catchMove
      onTouchStart={(event) => begin(event as ITouchEvent)}
      onTouchMove={(event) => go(event as ITouchEvent)}
    >
      <View id={id} className="range-line">
        <View className="range-chosen" style={style} />
        {(['low', 'high'] as const).map((which) => (
          <View
            key={which}
            className={`range-thumb range-${which}`}
            role="slider"
            label={`${which === 'low' ? lowLabel : highLabel} ${wordAt(ends[which])}`}
            style={{ left: `${(ends[which] / steps) * 100}%` }}
          />
        ))}
      </View>
    </TaroView>
  )
}
