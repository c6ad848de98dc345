export const calendar = {
  title: 'Choose dates',
}
