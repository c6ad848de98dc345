export const openInWeChat = {
  copy: 'Copy the link',
  copied: 'Copied',
  samePhone: 'On this very phone, copying the link is easier',
  pasteIt: 'Send it to yourself in WeChat and open it there: it is this page',
  failed: 'It could not be copied. Hold the address bar of the browser to copy it.',
}
