export const favourites = {
  title: '收藏',
  none: '还没有收藏',
  noneText: '看到喜欢的店，点图上的心，就留在这里。',
  search: '去找酒店',
  pricesFor: '按这几晚算价',
  more: '再看一些',
}
