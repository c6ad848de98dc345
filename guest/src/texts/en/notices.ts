export const notices = {
  title: 'WeChat notices',
}
