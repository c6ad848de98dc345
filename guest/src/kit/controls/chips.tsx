import type { ReactNode } from 'react'
import { Scroll, Tap, View } from '../elements/base'
import './chips.css'
import { Icon } from '../elements/icon.tsx'

export interface ChipsProps<Name extends string> {
  /** What the chips are about, for screen readers. */
  label: string
  items: readonly { name: Name; word: string }[]
  chosen: readonly Name[]
  onToggle: (name: Name) => void
  /** One line that scrolls, or as many lines as needed. */
  lay?: 'line' | 'wrap'
  /** A cross in chips that are on. */
  crossed?: boolean
}

/** Filters that are on or off. */
export function Chips<Name extends string>({
  label,
  items,
  chosen,
  onToggle,
  lay = 'wrap',
  crossed,
}: ChipsProps<Name>) {
  const chips = items.map(({ name, word }) => {
    const on = chosen.includes(name)
    return (
      <Tap key={name} className="chip-tap" onTap={() => onToggle(name)} told={{ pressed: on }}>
        <View className={`chip ${on ? 'chip-on' : ''}`}>
          {word}
          {on && crossed && <Icon name="close" size={14} colour="pine" />}
        </View>
      </Tap>
    )
  })
  return lay === 'line' ? (
    <Scroll axis="x" className="chips chips-line" role="group" label={label}>
      {chips}
    </Scroll>
  ) : (
    <View className="chips chips-wrap" role="group" label={label}>
      {chips}
    </View>
  )
}

export interface TabsProps<Name extends string> {
  label: string
  items: readonly { name: Name; word: string; dot?: boolean }[]
  now: Name
  onChange: (name: Name) => void
  end?: ReactNode
}

/** Parts of a page, one shown at a time: a line under the word. */
export function Tabs<Name extends string>({ label, items, now, onChange, end }: TabsProps<Name>) {
  return (
    <View className="tabs">
      <Scroll axis="x" className="tabs-list" role="tablist" label={label}>
        {items.map(({ name, word, dot }) => (
          <Tap
            key={name}
            role="tab"
            className={`tabs-tab ${name === now ? 'tabs-now' : ''}`}
            told={{ selected: name === now }}
            onTap={() => onChange(name)}
          >
            {word}
            {dot && <View className="tabs-dot" />}
          </Tap>
        ))}
      </Scroll>
      {end}
    </View>
  )
}
