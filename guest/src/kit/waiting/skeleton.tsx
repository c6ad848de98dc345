import { useEffect, useRef, useState } from 'react'
import { kit } from '../../texts/kit.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { View, type ViewProps } from '../elements/base'
import { px } from '../elements/px'
import './skeleton.css'

/** A block where something will be. */
export function Block({ width, height, dark }: { width: number | 'full'; height: number; dark?: boolean }) {
  const style = { width: width === 'full' ? '100%' : px(width), height: px(height) }
  return <View className={`block ${dark ? 'block-dark' : ''}`} style={style} />
}

/** Around the blocks of a page: says once that it is loading. */
export function Skeleton({ children, className }: Pick<ViewProps, 'children' | 'className'>) {
  const t = useTexts(kit)
  return (
    <View className={`skeleton ${className ?? ''}`} role="status" label={t('loading')} told={{ busy: true }}>
      <View told={{ hidden: true }}>{children}</View>
    </View>
  )
}

/** The skeleton of a list of cards with pictures. */
export function SkeletonCards({ count = 2, picture = true }: { count?: number; picture?: boolean }) {
  return (
    <Skeleton>
      {Array.from({ length: count }, (_, index) => (
        <View key={index} className="card skeleton-card">
          {picture && <Block width="full" height={184} />}
          <View className="skeleton-words">
            <Block width={190} height={20} dark />
            <Block width={240} height={14} />
            <View className="skeleton-end">
              <Block width={110} height={22} />
              <Block width={86} height={26} dark />
            </View>
          </View>
        </View>
      ))}
    </Skeleton>
  )
}

const showAfterMs = 200
const holdMs = 300

/** Whether to show that something is loading: not before 200 ms, and once shown for 300 ms at least. */
export function useSlow(loading: boolean): boolean {
  const [slow, setSlow] = useState(false)
  const since = useRef(0)
  useEffect(() => {
    if (loading === slow) return
    const wait = loading ? showAfterMs : Math.max(0, since.current + holdMs - Date.now())
    const timer = setTimeout(() => {
      since.current = Date.now()
      setSlow(loading)
    }, wait)
    return () => clearTimeout(timer)
  }, [loading, slow])
  return slow
}
