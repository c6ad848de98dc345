export const city = {
  title: '选城市',
}
