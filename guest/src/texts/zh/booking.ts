export const booking = {
  title: '确认订单',
}
