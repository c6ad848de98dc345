export const favourites = {
  title: 'Favourites',
  none: 'No favourites yet',
  noneText: 'Tap the heart on a picture, and the hotel stays here.',
  search: 'Find hotels',
  pricesFor: 'Prices for these nights',
  more: 'Show more',
}
