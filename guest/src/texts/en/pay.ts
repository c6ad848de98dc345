export const pay = {
  title: 'Payment',
}
