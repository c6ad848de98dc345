export const openInWeChat = {
  copy: '复制链接',
  copied: '已复制',
  samePhone: '就用这部手机的话，复制链接更方便',
  pasteIt: '到微信里发给自己（文件传输助手），点开就是这一页',
  failed: '没有复制上。长按浏览器的地址栏也能复制。',
}
