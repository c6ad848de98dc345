import type { ReactNode } from 'react'
import { View } from '../elements/base'
import './road.css'

export interface Post {
  key: string
  title: string
  /** When, at the right. */
  at?: string
  note?: ReactNode
  /** Where the guest stands: behind them, here, or ahead. `act`: here, and it is theirs to act. */
  is: 'done' | 'now' | 'act' | 'next'
}

/** The road: one line with square posts, from the first step to the last. */
export function Road({ posts }: { posts: readonly Post[] }) {
  return (
    <View as="ol" className="road">
      {posts.map(({ key, title, at, note, is }) => (
        <View
          as="li"
          key={key}
          className={`road-post road-${is}`}
          told={is === 'now' || is === 'act' ? { current: 'step' } : undefined}
        >
          <View className="road-square" />
          <View className="road-line" />
          <View className="road-top">
            <View className="road-title">{title}</View>
            {at && <View className="xs road-at">{at}</View>}
          </View>
          {note && <View className="s">{note}</View>}
        </View>
      ))}
    </View>
  )
}
