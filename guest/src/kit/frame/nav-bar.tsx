import type { ReactNode } from 'react'
import { back } from '../../go.ts'
import { screenTop } from '../../platform/screen'
import { kit } from '../../texts/kit.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Tap, View } from '../elements/base'
import { Icon, type IconName } from '../elements/icon.tsx'
import './nav-bar.css'

export interface NavBarProps {
  title: string
  back: boolean
  /** On a picture: round dark buttons, no title. */
  over?: boolean
  head?: ReactNode
  actions?: ReactNode
}

/** The bar above a page. In the mini-program it leaves WeChat's status bar and capsule free. */
export function NavBar({ title, back: leads, over, head, actions }: NavBarProps) {
  const { statusPx, barPx, capsulePx } = screenTop
  const room = { minHeight: `${barPx}px`, paddingRight: head ? `${capsulePx}px` : undefined }
  return (
    <View as="header" className={`nav ${over ? 'nav-over' : ''}`} style={{ paddingTop: `${statusPx}px` }}>
      <View className="nav-row" style={room}>
        <View className={head || !leads ? 'nav-begin' : 'nav-begin nav-side'}>
          {leads && <BackButton over={over} />}
          {actions}
        </View>
        {head ? (
          <View className="nav-head">{head}</View>
        ) : (
          <View as="h1" className={over ? 'unseen' : leads ? 'nav-title' : 'nav-title nav-title-first'}>
            {title}
          </View>
        )}
        {!head && <View className={leads ? 'nav-side' : ''} style={{ minWidth: `${capsulePx}px` }} />}
      </View>
    </View>
  )
}

function BackButton({ over }: { over: boolean | undefined }) {
  const t = useTexts(kit)
  return <NavButton icon="back" label={t('back')} onTap={back} over={over} />
}

export interface NavButtonProps {
  icon: IconName
  label: string
  onTap: () => void
  over?: boolean | undefined
  /** For a button that is on or off: a heart. */
  pressed?: boolean
}

/** A round place to tap in the bar, 44 wide. */
export function NavButton({ icon, label, onTap, over, pressed }: NavButtonProps) {
  return (
    <Tap className="nav-button" onTap={onTap} label={label} told={pressed === undefined ? undefined : { pressed }}>
      <View className={over ? 'nav-round' : ''}>
        <Icon name={icon} size={over ? 20 : 24} colour={over ? 'card' : 'ink'} solid={pressed === true} />
      </View>
    </Tap>
  )
}
