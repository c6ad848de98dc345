import { ScrollView, Input as TaroInput, Text as TaroText, View as TaroView, Textarea } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { type ComponentType, useRef } from 'react'
import type { Box, InputProps, ScrollProps, TapProps, Told, ViewProps } from './base'

// The attributes for screen readers are added by `config/plugins/aria.cjs`; Taro's types do not know them.
const Plain = TaroView as ComponentType<Record<string, unknown>>
const Run = TaroText as ComponentType<Record<string, unknown>>
const Field = TaroInput as ComponentType<Record<string, unknown>>
const Lines = Textarea as ComponentType<Record<string, unknown>>
const Area = ScrollView as ComponentType<Record<string, unknown>>

export function View({ as, onTap, children, tabIndex: _tabIndex, onKey: _onKey, ...box }: ViewProps) {
  const role = box.role ?? (as === 'h1' || as === 'h2' || as === 'h3' ? 'heading' : undefined)
  return (
    <Plain {...attributes({ ...box, role })} onClick={onTap}>
      {children}
    </Plain>
  )
}

export function Text({ as, for: _for, children, className, ...box }: Box & { as?: string; for?: string }) {
  const kind = as === 'strong' || as === 'del' ? `${as} ${className ?? ''}` : className
  return <Run {...attributes({ ...box, className: kind })}>{children}</Run>
}

export function Tap({ onTap, disabled, alone, children, className, told, role = 'button', ...box }: TapProps) {
  const { tabIndex: _tabIndex, onKey: _onKey, ...rest } = box
  return (
    <Plain
      {...attributes({
        ...rest,
        role,
        className: `tap ${className ?? ''}`,
        told: disabled ? { ...told, disabled } : told,
      })}
      hoverClass={disabled ? 'none' : 'tap-pressed'}
      hoverStartTime={20}
      hoverStayTime={80}
      hoverStopPropagation
      onClick={(event: { stopPropagation: () => void }) => {
        if (alone) event.stopPropagation()
        if (!disabled) onTap()
      }}
    >
      {children}
    </Plain>
  )
}

export function Way({ path, onTap, ...box }: Box & { path: string; onTap?: () => void }) {
  return <Tap {...box} role="link" onTap={onTap ?? (() => void Taro.navigateTo({ url: path }))} />
}

const inputTypes = { text: 'text', phone: 'number', number: 'number', email: 'text', search: 'text' } as const

export function Input({ kind = 'text', onDone, ...props }: InputProps) {
  return (
    <Field
      {...field(props)}
      type={inputTypes[kind]}
      confirmType={kind === 'search' ? 'search' : 'done'}
      onConfirm={onDone}
    />
  )
}

export function TextArea({ rows: _rows, ...props }: InputProps & { rows?: number }) {
  return <Lines {...field(props)} autoHeight />
}

function field({ value, onChange, placeholder, label, maxLength = 140, disabled, told, ...rest }: InputProps) {
  const { id, className, onFocus, onBlur } = rest
  return {
    ...attributes({ id, className, label, told }),
    value,
    placeholder,
    placeholderClass: 'placeholder',
    maxlength: maxLength,
    disabled,
    onFocus,
    onBlur,
    onInput: (event: { detail: { value: string } }) => onChange(event.detail.value),
  }
}

export function Scroll({ axis, onNearEnd, showing, snap, onShown, children, className, ...box }: ScrollProps) {
  const shown = useRef(0)
  return (
    <Area
      {...attributes({ ...box, className: `scroll scroll-${axis} ${className ?? ''}` })}
      scrollX={axis === 'x'}
      scrollY={axis === 'y'}
      enableFlex
      enhanced
      showScrollbar={false}
      pagingEnabled={snap}
      scrollIntoView={showing}
      lowerThreshold={200}
      onScrollToLower={onNearEnd}
      onScroll={
        onShown &&
        ((event: { detail: { scrollLeft: number; scrollWidth: number }; currentTarget: { childCount?: number } }) => {
          const index = Math.round(
            (event.detail.scrollLeft / Math.max(1, event.detail.scrollWidth)) * countOf(children),
          )
          if (index !== shown.current) {
            shown.current = index
            onShown(index)
          }
        })
      }
    >
      {children}
    </Area>
  )
}

function countOf(children: unknown): number {
  return Array.isArray(children) ? children.length : 1
}

const names: Partial<Record<keyof Told, string>> = {
  hidden: 'ariaHidden',
  disabled: 'ariaDisabled',
  checked: 'ariaChecked',
  selected: 'ariaSelected',
  expanded: 'ariaExpanded',
  modal: 'ariaModal',
  busy: 'ariaBusy',
  invalid: 'ariaInvalid',
  live: 'ariaLive',
}

function attributes({ id, className, style, role, label, told = {} }: Box): Record<string, unknown> {
  const said = Object.entries(told).flatMap(([name, value]) => {
    const known = names[name as keyof Told]
    return known && value !== undefined ? [[known, String(value)]] : []
  })
  return { id, className: className?.trim(), style, ariaRole: role, ariaLabel: label, ...Object.fromEntries(said) }
}
