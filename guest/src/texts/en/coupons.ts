export const coupons = {
  title: 'Coupons',
}
