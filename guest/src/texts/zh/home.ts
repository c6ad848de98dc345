export const home = {
  title: '驿站',
}
