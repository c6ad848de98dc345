export const missing = {
  title: '没有这一页',
  heading: '路到这里断了',
  text: '链接可能写错了，或者这一页已经搬走。订单和券都在，没有丢。',
  home: '去找酒店',
  orders: '看我的订单',
}
