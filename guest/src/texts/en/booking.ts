export const booking = {
  title: 'Your booking',
}
