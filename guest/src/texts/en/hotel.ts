export const hotel = {
  title: 'Hotel',
}
