import Taro from '@tarojs/taro'
import { type CSSProperties, createElement, type KeyboardEvent, type UIEvent, useEffect, useRef } from 'react'
import type { Box, InputProps, KeyPress, ScrollProps, TapProps, Told, ViewAs, ViewProps } from './base'

export function View({ as = 'div', tabIndex, onKey, onTap, children, ...box }: ViewProps) {
  return createElement(as, { ...attributes(box), tabIndex, onKeyDown: onKey, onClick: onTap }, children)
}

export function Text({ as = 'span', for: of, children, ...box }: Box & { as?: string; for?: string }) {
  return createElement(as, { ...attributes(box), htmlFor: of }, children)
}

export function Tap({ onTap, disabled, tabIndex, onKey, alone, children, className, ...box }: TapProps) {
  return createElement(
    'button',
    {
      ...attributes({ ...box, className: `tap ${className ?? ''}` }),
      type: 'button',
      disabled,
      tabIndex,
      onKeyDown: onKey,
      onClick: (event: { stopPropagation: () => void }) => {
        if (alone) event.stopPropagation()
        onTap()
      },
    },
    children,
  )
}

export function Way({ path, onTap, children, className, ...box }: Box & { path: string; onTap?: () => void }) {
  return createElement(
    'a',
    {
      ...attributes({ ...box, className: `tap ${className ?? ''}` }),
      href: `#${path}`,
      onClick: (event: MouseEvent) => {
        // A new window is the browser's business.
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        if (onTap) onTap()
        else void Taro.navigateTo({ url: path })
      },
    },
    children,
  )
}

const inputTypes = { text: 'text', phone: 'tel', number: 'text', email: 'email', search: 'search' } as const
const inputModes = { text: 'text', phone: 'tel', number: 'numeric', email: 'email', search: 'search' } as const

export function Input(props: InputProps) {
  const { kind = 'text' } = props
  return createElement('input', { ...field(props), type: inputTypes[kind], inputMode: inputModes[kind] })
}

export function TextArea({ rows = 3, ...props }: InputProps & { rows?: number }) {
  return createElement('textarea', { ...field(props), rows })
}

function field({ value, onChange, placeholder, label, maxLength, disabled, told, ...rest }: InputProps) {
  const { id, className, onDone, onFocus, onBlur, autoComplete } = rest
  return {
    ...attributes({ id, className: `typed ${className ?? ''}`, label, told }),
    value,
    placeholder,
    maxLength,
    disabled,
    autoComplete: autoComplete ?? 'off',
    onFocus,
    onBlur,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
    onKeyDown: (event: KeyPress & { nativeEvent?: { isComposing?: boolean } }) => {
      if (event.key === 'Enter' && !event.nativeEvent?.isComposing) onDone?.()
    },
  }
}

const nearPx = 400

export function Scroll({ axis, onNearEnd, showing, snap, onShown, children, className, ...box }: ScrollProps) {
  const area = useRef<HTMLDivElement>(null)
  const shown = useRef(0)
  useEffect(() => {
    const child = showing ? document.getElementById(showing) : null
    if (child && area.current?.contains(child)) {
      child.scrollIntoView({ block: axis === 'y' ? 'start' : 'nearest', inline: 'nearest', behavior: 'instant' })
    }
  }, [showing, axis])
  const onScroll = ({ currentTarget: at }: UIEvent<HTMLDivElement>) => {
    const left = axis === 'y' ? at.scrollHeight - at.clientHeight - at.scrollTop : 0
    if (axis === 'y' && left < nearPx) onNearEnd?.()
    const index = axis === 'x' ? Math.round(at.scrollLeft / Math.max(1, at.clientWidth)) : 0
    if (snap && index !== shown.current) {
      shown.current = index
      onShown?.(index)
    }
  }
  // A browser leaves what is half in sight where it is when Tab comes to it.
  const onKeyUp = ({ key, target }: KeyboardEvent<HTMLDivElement>) => {
    const row = axis === 'x' && key === 'Tab' && target !== area.current
    if (row) (target as Element).scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' })
  }
  const kind = `scroll scroll-${axis} ${snap ? 'scroll-snap' : ''} ${className ?? ''}`
  return createElement('div', { ...attributes({ ...box, className: kind }), ref: area, onScroll, onKeyUp }, children)
}

function attributes({ id, className, style, role, label, told = {} }: Box): Record<string, unknown> {
  return {
    id,
    className: className?.trim() || undefined,
    style: style as CSSProperties | undefined,
    role,
    'aria-label': label,
    ...Object.fromEntries(Object.entries(told as Told).map(([name, value]) => [`aria-${name}`, value])),
  }
}

export type { ViewAs }
