import type { ReactNode } from 'react'
import { Text, View } from '../elements/base'
import { Icon, type IconName } from '../elements/icon.tsx'
import './tag.css'

/** A small word on paper: what a hotel has. `pine` for good news, `seal` for coupon, time and few. */
export function Tag({ children, kind = 'plain' }: { children: ReactNode; kind?: 'plain' | 'pine' | 'seal' | 'line' }) {
  return <Text className={`tag tag-${kind}`}>{children}</Text>
}

const noteIcons = { good: 'shield', warn: 'alert', bad: 'info', plain: 'info' } as const
const noteColours = { good: 'pine', warn: 'amber', bad: 'seal', plain: 'ink-2' } as const

export interface NoteProps {
  kind: 'good' | 'warn' | 'bad' | 'plain'
  children: ReactNode
  icon?: IconName
  /** `alert` interrupts a screen reader, `status` waits its turn. */
  role?: 'alert' | 'status'
  /** At the right: a small way on. */
  end?: ReactNode
}

/** A strip that says something about what is around it. */
export function Note({ kind, children, icon, role, end }: NoteProps) {
  return (
    <View className={`note note-${kind}`} role={role}>
      <Icon name={icon ?? noteIcons[kind]} size={18} colour={noteColours[kind]} />
      <View className="note-words">{children}</View>
      {end}
    </View>
  )
}
