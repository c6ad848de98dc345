import { createElement, type KeyboardEvent, type PointerEvent, useRef } from 'react'
import type { RangeProps } from './range'
import './range.css'
import { keyedTo, movedTo, nearerThumb, type Thumb } from './range-steps.ts'

// A slider needs what the kit's views do not carry: pointers and the values a screen reader reads.
export function Range({ lowLabel, highLabel, steps, low, high, wordAt, onChange }: RangeProps) {
  const line = useRef<HTMLDivElement>(null)
  const held = useRef<Thumb | null>(null)
  const ends = { low, high }
  const placeOf = (event: PointerEvent) => {
    const { left, width } = line.current!.getBoundingClientRect()
    return ((event.clientX - left) / Math.max(1, width)) * steps
  }
  const move = (thumb: Thumb, step: number) => {
    const next = movedTo(ends, thumb, step, steps)
    if (next.low !== low || next.high !== high) onChange(next)
  }
  const thumb = (which: Thumb) => {
    const at = ends[which]
    return createElement('div', {
      className: `range-thumb range-${which}`,
      style: { left: `${(at / steps) * 100}%` },
      role: 'slider',
      tabIndex: 0,
      'aria-label': which === 'low' ? lowLabel : highLabel,
      'aria-valuemin': which === 'low' ? 0 : low + 1,
      'aria-valuemax': which === 'low' ? high - 1 : steps,
      'aria-valuenow': at,
      'aria-valuetext': wordAt(at),
      onKeyDown: (event: KeyboardEvent) => {
        const step = keyedTo(event.key, at, steps)
        if (step === null) return
        event.preventDefault()
        move(which, step)
      },
    })
  }
  return createElement(
    'div',
    {
      className: 'range',
      onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
        held.current = nearerThumb(ends, placeOf(event))
        event.currentTarget.setPointerCapture(event.pointerId)
        move(held.current, Math.round(placeOf(event)))
      },
      onPointerMove: (event: PointerEvent) => {
        if (held.current) move(held.current, Math.round(placeOf(event)))
      },
      onPointerUp: () => {
        held.current = null
      },
      onPointerCancel: () => {
        held.current = null
      },
    },
    createElement(
      'div',
      { className: 'range-line', ref: line },
      createElement('div', { className: 'range-chosen', style: chosenStyle(low, high, steps) }),
      thumb('low'),
      thumb('high'),
    ),
  )
}

function chosenStyle(low: number, high: number, steps: number) {
  return { left: `${(low / steps) * 100}%`, width: `${((high - low) / steps) * 100}%` }
}
