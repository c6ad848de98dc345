import { type ReactNode, useId } from 'react'
import { useTrap } from '../../platform/focus'
import { kit } from '../../texts/kit.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Scroll, Tap, View } from '../elements/base'
import { Icon } from '../elements/icon.tsx'
import './sheet.css'

export interface SheetProps {
  open: boolean
  onClose: () => void
  title: string
  /** Under the title. */
  note?: ReactNode
  children: ReactNode
  /** At the bottom of the sheet: its buttons. */
  bar?: ReactNode
  /** Between the title and what scrolls: the weekdays of a calendar. */
  above?: ReactNode
  /** Between what scrolls and the buttons: a legend. */
  below?: ReactNode
  /** Keeps its full height whatever is in it. */
  tall?: boolean
  onNearEnd?: () => void
  /** Id of the child to scroll to. */
  showing?: string
}

/**
 * A sheet over the page, as high as its content and at most 92 %. It takes the keyboard, gives the focus back, and
 * closes by its button, by Escape and by a tap beside it.
 */
export function Sheet({
  open,
  onClose,
  title,
  note,
  children,
  bar,
  above,
  below,
  tall,
  onNearEnd,
  showing,
}: SheetProps) {
  const t = useTexts(kit)
  const id = `sheet${useId().replace(/\W/g, '')}`
  useTrap({ id, open, onEscape: onClose })
  if (!open) return null
  return (
    <View className="sheet-place">
      <View className="sheet-mask" onTap={onClose} told={{ hidden: true }} />
      <View
        id={id}
        className={`sheet ${tall ? 'sheet-tall' : ''}`}
        role="dialog"
        label={title}
        told={{ modal: true }}
        tabIndex={-1}
      >
        <View className="sheet-grab" told={{ hidden: true }} />
        <View className="sheet-head">
          <View className="sheet-title">
            <View as="h2" className="h2">
              {title}
            </View>
            {note && <View className="xs">{note}</View>}
          </View>
          <Tap className="nav-button" onTap={onClose} label={t('close')}>
            <Icon name="close" size={22} />
          </Tap>
        </View>
        {above}
        <Scroll axis="y" className="sheet-body" onNearEnd={onNearEnd} showing={showing}>
          {children}
        </Scroll>
        {below}
        {bar && <View className="sheet-bar">{bar}</View>}
      </View>
    </View>
  )
}
