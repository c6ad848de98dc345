export const home = {
  title: 'Yizhan',
}
