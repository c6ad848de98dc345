export const favourites = {
  title: 'Favourites',
}
