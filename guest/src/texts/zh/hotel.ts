export const hotel = {
  title: '酒店详情',
}
