import type { ReactNode } from 'react'
import { View } from '../elements/base'
import './empty.css'
import { px } from '../elements/px'

export interface EmptyProps {
  /** A moon window of `brand/art`: `import road from '@brand/art/empty-road.svg'`. */
  picture: string
  title: string
  text?: string
  /** One button, the way on. */
  children?: ReactNode
  role?: 'alert' | 'status'
}

/** Nothing here, and what to do about it. */
export function Empty({ picture, title, text, children, role }: EmptyProps) {
  return (
    <View className="empty" role={role}>
      <View
        className="empty-picture"
        told={{ hidden: true }}
        style={{ width: px(240), height: px(150), backgroundImage: `url("${picture}")` }}
      />
      <View as="h2" className="h2">
        {title}
      </View>
      {text && <View className="s empty-text">{text}</View>}
      {children && <View className="empty-ways">{children}</View>}
    </View>
  )
}
