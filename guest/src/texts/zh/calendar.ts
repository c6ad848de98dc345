export const calendar = {
  title: '选择日期',
}
