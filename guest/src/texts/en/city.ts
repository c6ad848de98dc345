export const city = {
  title: 'Choose a city',
}
