export const list = {
  title: 'Hotels',
}
