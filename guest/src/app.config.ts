const pages = [
  'home',
  'city',
  'list',
  'hotel',
  'calendar',
  'booking',
  'pay',
  'order',
  'orders',
  'coupons',
  'favourites',
  'invoices',
  'me',
  'notices',
  'legal',
  'missing',
]

export default defineAppConfig({
  pages: pages.map((name) => `pages/${name}/index`),
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
