// Every sentence of the page, in both languages: [zh-CN, en].
const words = {
  title: ['沙箱手机', 'Sandbox phone'],
  devOnly: ['只在开发环境', 'Development only'],
  person: ['现在是谁', 'Who is holding it'],
  nobody: ['还没有人', 'Nobody yet'],
  rejoin: ['重置首次登录', 'Replay first login'],
  clock: ['沙箱时间', 'Sandbox time'],
  forward: ['快进 30 分', 'Forward 30 min'],
  hands: ['这个人怎么做', 'What the person does'],
  newPerson: ['新来一个人', 'A new person'],
  nickname: ['昵称', 'Nickname'],
  phone: ['手机号', 'Phone'],
  create: ['创建', 'Create'],
  howPay: ['客人怎么付', 'How the guest pays'],
  pays: ['付款成功', 'Pays'],
  lacks: ['余额不足', 'Not enough'],
  leaves: ['中途退出', 'Leaves'],
  howNotice: ['支付通知怎么送', 'How the notice travels'],
  normal: ['照常', 'As usual'],
  normalNote: ['马上送，不收就按微信的时间表重送', 'At once, retried on the schedule'],
  late: ['迟到', 'Late'],
  lateNote: ['60 秒后才送，订单可能已过期', 'After 60 s, the order may have lapsed'],
  doubled: ['重复', 'Doubled'],
  doubledNote: ['同一条送 2 次。期待：只入账一次', 'The same one twice. Expect: booked once'],
  forged: ['伪造', 'Forged'],
  forgedNote: ['签名不是微信的。期待：拒收，订单不变', 'Signed by a stranger. Expect: refused'],
  tampered: ['篡改', 'Tampered'],
  tamperedNote: ['签名之后改过内容。期待：拒收', 'Changed after it was signed. Expect: refused'],
  replayed: ['重放', 'Replayed'],
  replayedNote: ['真的一条，再加十分钟前的一条', 'The true one, and one signed ten minutes ago'],
  amount: ['金额不符', 'Other amount'],
  amountNote: ['少 1 分。期待：不入账，报警', 'One fen less. Expect: not booked, an alarm'],
  lost: ['丢失', 'Lost'],
  lostNote: ['一条都不送。期待：主动查单补上', 'Never sent. Expect: found by asking'],
  more: ['还能点', 'Also'],
  again: ['再送一次上条通知', 'Send the last notice again'],
  settle: ['退款到账', 'Refund arrives'],
  abnormal: ['退款异常', 'Refund goes wrong'],
  consents: ['订阅授权，还剩几次', 'Subscriptions, messages left'],
  acceptAll: ['全部允许一次', 'Allow each once'],
  rejectAll: ['拒收', 'Refuse'],
  faults: ['微信怎么出错', 'How WeChat misbehaves'],
  where: ['哪个接口', 'Which call'],
  what: ['怎么错', 'How'],
  times: ['次数', 'Times'],
  addFault: ['加上', 'Add'],
  clearFaults: ['全部撤掉', 'Remove all'],
  noFaults: ['现在一切正常', 'All is well'],
  latency: ['慢 3 秒', '3 s late'],
  error: ['答系统错误', 'System error'],
  'drop-answer': ['做了，但不回话', 'Done, no answer'],
  refuse: ['连不上', 'No connection'],
  unsigned: ['回话没有签名', 'Answer not signed'],
  'wrong-signature': ['回话签名不对', 'Answer signed wrongly'],
  phoneTitle: ['手机', 'The phone'],
  sheet: ['沙箱收银台', 'Sandbox cashier'],
  fake: ['假钱，不会扣款', 'Play money, nothing is charged'],
  tradeNo: ['商户单号', 'Trade number'],
  before: ['付款截止', 'Pay before'],
  confirm: ['确认付款', 'Pay'],
  noApp: ['客人端还没有打开', 'The guest app does not answer yet'],
  noAppNote: [
    '它打开后会出现在这里。付款时，收银台从下面升起。',
    'It appears here when it does. The cashier rises from below.',
  ],
  seen: ['看见了什么', 'What was seen'],
  messages: ['收到的订阅消息', 'Messages that arrived'],
  messagesNote: ['一次授权，一条消息', 'One consent, one message'],
  noMessages: ['还没有消息', 'No message yet'],
  flow: ['通知流水', 'Traffic'],
  all: ['全部', 'All'],
  pay: ['支付', 'Pay'],
  subscribe: ['订阅', 'Messages'],
  login: ['登录', 'Login'],
  time: ['时间', 'Time'],
  who: ['谁调谁', 'From, to'],
  content: ['内容', 'What'],
  result: ['结果', 'Result'],
  toSandbox: ['后台 → 微信', 'Server → WeChat'],
  toServer: ['微信 → 后台', 'WeChat → server'],
  waiting: ['等着送', 'waiting'],
  withheld: ['不送', 'withheld'],
  tries: ['次', 'tries'],
  ledger: ['账本，只增不改', 'Ledger, append-only'],
  kind: ['种类', 'Kind'],
  sum: ['金额', 'Sum'],
  paid: ['收', 'Paid'],
  refunded: ['退', 'Refunded'],
  payment: ['收款', 'Payment'],
  refund_accepted: ['退款受理', 'Refund accepted'],
  refund_settled: ['退款到账', 'Refund settled'],
  refund_abnormal: ['退款异常', 'Refund abnormal'],
  refund_closed: ['退款关闭', 'Refund closed'],
  nothing: ['还没有', 'Nothing yet'],
  done: ['好了', 'Done'],
  answered: ['后台答', 'The server answered'],
  offline: ['沙箱没有回话，每秒再试', 'The sandbox does not answer; trying every second'],
}

let english = localStorage.getItem('language') === 'en'

export function say(word) {
  return words[word]?.[english ? 1 : 0] ?? word
}

export function locale() {
  return english ? 'en' : 'zh-CN'
}

export function switchLanguage() {
  english = !english
  localStorage.setItem('language', english ? 'en' : 'zh-CN')
}

/** Puts the words of the current language where the page names them. */
export function writeWords() {
  document.documentElement.lang = locale()
  document.title = say('title')
  for (const each of document.querySelectorAll('[data-word]')) each.textContent = say(each.dataset.word)
  for (const each of document.querySelectorAll('[data-label]')) each.ariaLabel = say(each.dataset.label)
  const button = document.querySelector('#language')
  button.textContent = english ? '中文' : 'English'
  button.lang = english ? 'zh-CN' : 'en'
}
