export const favourites = {
  title: '收藏',
}
