export const order = {
  title: '订单详情',
}
