export const coupons = {
  title: '优惠券',
}
