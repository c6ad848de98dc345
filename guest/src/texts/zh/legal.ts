export const legal = {
  title: '条款',
}
