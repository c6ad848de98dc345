import { useDidShow } from '@tarojs/taro'
import { type ReactNode, useEffect } from 'react'
import { screenTop, tellTitle } from '../../platform/screen'
import { View } from '../elements/base'
import { NavBar } from './nav-bar.tsx'
import './page.css'
import { PrivacySheet } from './privacy-sheet'
import { TabBar } from './tab-bar.tsx'

export interface PageProps {
  title: string
  children: ReactNode
  /** Fixed at the bottom: a `PayBar` or buttons in a `BottomBar`. */
  bar?: ReactNode
  /** A page of the tab bar, without a way back. */
  tab?: 'home' | 'orders' | 'me'
  /** In the place of the title: a search field, a city and dates. */
  head?: ReactNode
  /** `over`: the bar lies on a picture that begins at the very top. `none`: the page draws its own. */
  nav?: 'plain' | 'over' | 'none'
  /** Buttons beside the way back. */
  navActions?: ReactNode
}

/** Every page stands in one: paper, the bar above, room for the bar below, and its name told to the platform. */
export function Page({ title, children, bar, tab, head, nav = 'plain', navActions }: PageProps) {
  useEffect(() => tellTitle(title), [title])
  useDidShow(() => tellTitle(title))
  return (
    <View className={`page ${bar ? 'page-barred' : ''} ${tab ? 'page-tabbed' : ''}`}>
      {nav !== 'none' && (
        <NavBar title={title} head={head} back={tab === undefined} over={nav === 'over'} actions={navActions} />
      )}
      <View as="main" className="page-main">
        {children}
        {bar}
      </View>
      {tab && <TabBar now={tab} />}
      <PrivacySheet />
    </View>
  )
}

/** How far below the top of the screen the bar of a page ends, in px of the device. */
export const navHeightPx = screenTop.statusPx + screenTop.barPx
