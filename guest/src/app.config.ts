import { tabs } from './tabs.ts'

const others = [
  'city',
  'list',
  'hotel',
  'calendar',
  'booking',
  'pay',
  'order',
  'coupons',
  'favourites',
  'invoices',
  'notices',
  'legal',
  'missing',
]

/** What is fetched while a page is looked at, so that the next opens at once. */
const next: Record<string, readonly string[]> = {
  home: ['city', 'list', 'hotel', 'booking', 'pay'],
  orders: ['order', 'pay', 'hotel'],
  me: ['coupons', 'favourites', 'invoices'],
  booking: ['pay', 'order', 'legal'],
}

export default defineAppConfig({
  pages: tabs.map((name) => `pages/${name}/index`),
  subPackages: others.map((name) => ({ root: `pages/${name}`, pages: ['index'] })),
  preloadRule: Object.fromEntries(
    Object.entries(next).map(([name, packages]) => [
      `pages/${name}/index`,
      { network: 'all', packages: packages.map((each) => `pages/${each}`) },
    ]),
  ),
  window: {
    navigationStyle: 'custom',
    navigationBarTextStyle: 'black',
    navigationBarTitleText: '驿站',
    navigationBarBackgroundColor: '#F6F3EC',
    backgroundColor: '#F6F3EC',
    backgroundTextStyle: 'dark',
  },
  // Ours is drawn by the pages themselves, so that both targets have the same; this keeps the three pages alive.
  tabBar: {
    custom: true,
    color: '#5C6762',
    selectedColor: '#17473B',
    backgroundColor: '#FFFDF9',
    list: [
      { pagePath: 'pages/home/index', text: '首页' },
      { pagePath: 'pages/orders/index', text: '订单' },
      { pagePath: 'pages/me/index', text: '我的' },
    ],
  },
  permission: { 'scope.userFuzzyLocation': { desc: '用于找附近的酒店' } },
  requiredPrivateInfos: ['getFuzzyLocation'],
  __usePrivacyCheck__: true,
  lazyCodeLoading: 'requiredComponents',
  animation: false,
})
