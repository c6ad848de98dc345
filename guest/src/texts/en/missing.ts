export const missing = {
  title: 'No such page',
  heading: 'The road ends here',
  text: 'The link may be wrong, or the page has moved. Your orders and coupons are all there.',
  home: 'Find a hotel',
  orders: 'See my orders',
}
