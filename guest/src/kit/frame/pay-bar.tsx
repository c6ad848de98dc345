import type { ReactNode } from 'react'
import { kit } from '../../texts/kit.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Tap, View } from '../elements/base'
import { Icon } from '../elements/icon.tsx'
import './pay-bar.css'
import { Price } from '../money/price.tsx'

/** The strip at the bottom of a page with its buttons; the page leaves room for it. */
export function BottomBar({ children }: { children: ReactNode }) {
  return <View className="bottom-bar">{children}</View>
}

export interface PayBarProps {
  amountFen: number | null
  /** Under the figure: what is off. */
  note?: string
  /** Opens the breakdown. */
  onDetails?: () => void
  /** The main button. */
  children: ReactNode
}

/** What is to be paid, what it is made of, and the button that says so. */
export function PayBar({ amountFen, note, onDetails, children }: PayBarProps) {
  const t = useTexts(kit)
  return (
    <BottomBar>
      <View className="pay-bar-sum">
        {amountFen === null ? <View className="pay-bar-unknown" /> : <Price amountFen={amountFen} size={28} />}
        {onDetails ? (
          <Tap className="pay-bar-note" onTap={onDetails}>
            <View>{note ? `${note}·${t('details')}` : t('details')}</View>
            <Icon name="up" size={14} colour="ink-3" />
          </Tap>
        ) : (
          note && <View className="xs">{note}</View>
        )}
      </View>
      <View className="pay-bar-button">{children}</View>
    </BottomBar>
  )
}
