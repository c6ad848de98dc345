import Taro from '@tarojs/taro'
import { pathTo } from '../../go.ts'
import { kit } from '../../texts/kit.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { View, Way } from '../elements/base'
import { Icon } from '../elements/icon.tsx'
import './tab-bar.css'

const tabs = [
  { page: 'home', icon: 'home', word: 'tabHome' },
  { page: 'orders', icon: 'order', word: 'tabOrders' },
  { page: 'me', icon: 'user', word: 'tabMe' },
] as const

/** The three main pages. Each stays as the guest left it. */
export function TabBar({ now }: { now: (typeof tabs)[number]['page'] }) {
  const t = useTexts(kit)
  return (
    <View as="nav" className="tab-bar" label={t('tabs')}>
      {tabs.map(({ page, icon, word }) => (
        <Way
          key={page}
          className={`tab-bar-item ${page === now ? 'tab-bar-now' : ''}`}
          path={pathTo(page)}
          onTap={() => void Taro.switchTab({ url: pathTo(page) })}
          told={page === now ? { current: 'page' } : undefined}
        >
          <Icon name={icon} size={24} colour={page === now ? 'pine' : 'ink-3'} />
          <View>{t(word)}</View>
        </Way>
      ))}
    </View>
  )
}
