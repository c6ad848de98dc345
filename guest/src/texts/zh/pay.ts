export const pay = {
  title: '付款',
}
