export const notices = {
  title: '微信通知',
}
