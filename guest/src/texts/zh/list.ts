export const list = {
  title: '酒店',
}
