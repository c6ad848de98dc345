import type { ReactNode } from 'react'
import { type Box, Tap, View, Way } from '../elements/base'
import './card.css'
import { Icon, type IconName } from '../elements/icon.tsx'

/** A white plane with a hairline. `plain` leaves the padding to what is inside. */
export function Card({ plain, className, ...box }: Box & { plain?: boolean }) {
  return <View {...box} className={`card ${plain ? '' : 'card-padded'} ${className ?? ''}`} />
}

export interface RowProps {
  icon?: IconName
  /** The name of the row, before its value. */
  name?: string
  children?: ReactNode
  /** At the right end, before the arrow. */
  end?: ReactNode
  /** Where it leads: a path of `pathTo`, or something to do. Neither: it only says. */
  path?: string
  onTap?: () => void
  label?: string
}

/** A row of a card, 56 high, with a line to the row above. */
export function Row({ icon, name, children, end, path, onTap, label }: RowProps) {
  const inside = (
    <>
      {icon && <Icon name={icon} size={22} colour="ink-2" />}
      {name && <View className="row-name">{name}</View>}
      <View className="row-value">{children}</View>
      {end && <View className="row-end">{end}</View>}
      {(path || onTap) && <Icon name="right" size={18} colour="ink-3" />}
    </>
  )
  if (path) {
    return (
      <Way className="row" path={path} label={label}>
        {inside}
      </Way>
    )
  }
  return onTap ? (
    <Tap className="row" onTap={onTap} label={label}>
      {inside}
    </Tap>
  ) : (
    <View className="row">{inside}</View>
  )
}

/** A title between cards, with something at the right. */
export function SectionTitle({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <View className="section-title">
      <View as="h2" className="h2">
        {children}
      </View>
      {end && <View className="s">{end}</View>}
    </View>
  )
}
