export const legal = {
  title: 'Terms',
}
