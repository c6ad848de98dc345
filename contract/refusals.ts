/**
 * Every "no" the API can say: its HTTP status and the sentence people read. One list, nothing outside it.
 * 400 malformed · 401 who are you · 403 not yours to do · 404 no such thing, or not yours · 409 the state says no ·
 * 413 too large · 422 understood but not acceptable · 429 too often · 503 not now.
 */
export const refusals = {
  // the request itself
  malformed_json: { status: 400, zh: '请求不是有效的 JSON', en: 'The request is not valid JSON' },
  invalid_request: { status: 400, zh: '请求里有填错的地方', en: 'Some fields of the request are wrong' },
  idempotency_key_missing: { status: 400, zh: '缺少 Idempotency-Key', en: 'Idempotency-Key is missing or malformed' },
  idempotency_key_reused: {
    status: 409,
    zh: '同一个请求键用在了不同的内容上',
    en: 'The same request key came with another body',
  },
  not_found: { status: 404, zh: '没有找到', en: 'Not found' },
  method_not_allowed: { status: 405, zh: '这个地址不接受这种请求', en: 'This address does not take that method' },
  body_too_large: { status: 413, zh: '内容太大', en: 'The body is too large' },
  unsupported_media_type: { status: 415, zh: '不支持这种内容', en: 'This kind of content is not supported' },
  too_many_requests: { status: 429, zh: '店里人多，排队中', en: 'Busy now, try again shortly' },
  unavailable: { status: 503, zh: '暂时连不上，稍后再试', en: 'Not available right now' },
  internal_error: { status: 500, zh: '出了点问题，我们已经记下', en: 'Something went wrong; it was recorded' },
  // who and what
  login_required: { status: 401, zh: '请先登录', en: 'Sign in first' },
  session_ended: { status: 401, zh: '登录已过期，请重新登录', en: 'The session has ended, sign in again' },
  forbidden: { status: 403, zh: '你没有这项权限', en: 'You may not do this' },
  csrf_failed: { status: 403, zh: '页面已过期，请刷新后再试', en: 'The page has expired, reload it' },
  // notifications
  notice_on_its_way: { status: 409, zh: '这条通知正在路上', en: 'This notice is on its way' },
  // staff
  sign_in_failed: { status: 401, zh: '用户名或密码不对', en: 'The name or the password is wrong' },
  sign_in_locked: { status: 429, zh: '试错太多次，过一会儿再试', en: 'Too many tries, wait a little' },
  totp_required: { status: 401, zh: '请输入动态验证码', en: 'Enter the one-time code' },
  totp_wrong: { status: 401, zh: '动态验证码不对，或已经用过', en: 'The one-time code is wrong or was used' },
  username_taken: { status: 409, zh: '这个用户名已经有人用', en: 'Somebody has that username already' },
  roles_invalid: { status: 422, zh: '有的角色或门店不存在', en: 'Some role or branch does not exist' },
  own_account: {
    status: 409,
    zh: '自己的账号不能在这里这样改',
    en: 'This cannot be done here to your own account',
  },
  last_owner: { status: 409, zh: '至少要留一位全部门店的店主', en: 'At least one owner of all branches must remain' },
  password_wrong: { status: 422, zh: '现在的密码不对', en: 'The current password is wrong' },
  password_unfit: { status: 422, zh: '新密码要和原来的不同', en: 'The new password must be another one' },
  totp_is_on: { status: 409, zh: '动态验证码已经开启', en: 'One-time codes are on already' },
  totp_not_started: { status: 409, zh: '请重新扫一次码', en: 'Scan the code again first' },
  totp_code_wrong: { status: 422, zh: '动态验证码不对', en: 'The one-time code is wrong' },
  role_built_in: { status: 409, zh: '内置角色不能改', en: 'Built-in roles cannot be changed' },
  role_in_use: { status: 409, zh: '还有人担任这个角色', en: 'Somebody holds this role' },
  roles_full: { status: 409, zh: '自定义角色最多 100 个', en: 'There are 100 roles of your own already' },
  // settings
  settings_invalid: { status: 422, zh: '有几项设置不能这样填', en: 'Some of the settings cannot be as they are' },
  // branches, types and plans
  changed_meanwhile: {
    status: 409,
    zh: '刚才有人改过，请刷新后再改',
    en: 'Somebody changed it meanwhile, reload it first',
  },
  archived: { status: 409, zh: '已归档，先恢复再改', en: 'It is archived, bring it back first' },
  orders_coming: {
    status: 409,
    zh: '还有没走完的订单，先处理这些订单',
    en: 'There are orders that are not over yet, see to them first',
  },
  plan_followed: {
    status: 409,
    zh: '还有价格计划跟着它的价格走，先改那些计划',
    en: 'Other rate plans follow its price, change those first',
  },
  policy_in_use: {
    status: 409,
    zh: '还有价格计划在用这条规则',
    en: 'Rate plans use this policy',
  },
  image_unusable: {
    status: 422,
    zh: '这张图片不能用：只收 JPG、PNG、WebP',
    en: 'This picture cannot be used: JPG, PNG or WebP only',
  },
  // room numbers
  room_number_taken: { status: 409, zh: '这家店已有这个房号', en: 'This branch already has that room number' },
  room_taken: { status: 409, zh: '这间房这几晚已经有人', en: 'That room is taken on these nights' },
  room_blocked: { status: 409, zh: '这间房还有停用的安排', en: 'That room has nights out of order ahead' },
  block_over: { status: 409, zh: '这次停用已经结束了', en: 'This block is over' },
  room_out_of_order: { status: 409, zh: '这间房停用中', en: 'That room is out of order' },
  // inventory
  change_undone: { status: 409, zh: '这次改动已经撤销过了', en: 'This change was undone before' },
  // search
  search_invalid: { status: 422, zh: '搜索条件里有不能用的地方', en: 'Some search conditions cannot be used' },
  // members
  favourites_full: { status: 409, zh: '收藏已满 200 家，先移走一些', en: 'You have 200 favourites, remove some first' },
  phone_unknown: { status: 409, zh: '这位会员没有绑定手机号', en: 'This member has bound no phone number' },
  account_has_stays: {
    status: 409,
    zh: '还有没走完的订单，结束后再注销',
    en: 'You have orders that are not over yet. Close the account after them.',
  },
  // money
  notice_refused: { status: 401, zh: '这不是微信发来的通知', en: 'This notice did not come from WeChat' },
  trade_over: { status: 409, zh: '这笔支付已经结束，请看订单状态', en: 'This payment is over, look at the order' },
  payment_refused: {
    status: 409,
    zh: '微信没有受理这笔支付，房间还为你留着',
    en: 'WeChat did not accept the payment. The room is still held.',
  },
  refund_exceeds_payment: { status: 409, zh: '退款超过了已付的金额', en: 'The refund exceeds what was paid' },
  // alarms
  alarm_closed: { status: 409, zh: '这条提醒已经处理过了', en: 'This alarm is already closed' },
  // signing in
  login_code_invalid: {
    status: 422,
    zh: '这次登录已失效，请再登录一次',
    en: 'This sign-in has expired, sign in again',
  },
  login_blocked: {
    status: 403,
    zh: '微信暂时不让这个账号登录，稍后再试',
    en: 'WeChat does not let this account sign in right now',
  },
  phone_code_invalid: {
    status: 422,
    zh: '手机号授权已失效，请再点一次',
    en: 'The permission for the phone number has expired, tap again',
  },
  phone_data_invalid: {
    status: 422,
    zh: '手机号没有读出来，请再点一次',
    en: 'The phone number could not be read, tap again',
  },
  // orders
  rooms_sold_out: {
    status: 409,
    zh: '刚刚被订走了，看看邻近的日子',
    en: 'Just booked by somebody else. Look at nearby dates.',
  },
  booking_invalid: { status: 422, zh: '有几处要改一下再预订', en: 'Some of the booking needs to be changed' },
  nothing_to_pay: { status: 422, zh: '优惠后至少要付 1 分钱', en: 'At least 1 fen must be left to pay' },
  price_changed: {
    status: 409,
    zh: '价格刚刚变了，请看新的价格',
    en: 'The price has just changed, look at the new one',
  },
  too_many_unpaid_orders: {
    status: 409,
    zh: '未付款的订单太多了，先付款或取消一些',
    en: 'Too many unpaid orders. Pay or cancel some first.',
  },
  too_many_rooms_held: {
    status: 409,
    zh: '已经为你留了很多间房，先付款再订新的',
    en: 'Many rooms are held for you already. Pay for them first.',
  },
  too_many_lapses: {
    status: 409,
    zh: '今天有太多订单没有付款，明天再来预订',
    en: 'Too many of your orders lapsed today. Book again tomorrow.',
  },
  order_not_payable: { status: 409, zh: '这个订单现在不能付款', en: 'This order cannot be paid now' },
  payment_in_progress: {
    status: 409,
    zh: '微信那边还有一笔付款没有结束，稍后再试',
    en: 'A payment at WeChat is not over yet, try again shortly',
  },
  payment_needs_wechat: { status: 409, zh: '请在微信里付款', en: 'Pay inside WeChat' },
  order_not_cancellable: { status: 409, zh: '这个订单现在不能取消', en: 'This order cannot be cancelled now' },
  refund_changed: {
    status: 409,
    zh: '能退回的金额变了，请再确认一次',
    en: 'The amount that comes back has changed, confirm it again',
  },
  order_state: { status: 409, zh: '订单现在的状态不能这样做', en: 'The order is not in a state for this' },
  rooms_do_not_match: {
    status: 422,
    zh: '房间号和订单里的房间对不上',
    en: 'The room numbers do not match the rooms of the order',
  },
  check_in_too_early: { status: 409, zh: '还没到入住的日子', en: 'The day of check-in has not come' },
  stay_over: { status: 409, zh: '住期已经结束', en: 'The stay is over' },
  no_show_too_early: {
    status: 409,
    zh: '入住日还没结束，不能记为未到',
    en: 'The day of check-in is not over, it is too early for a no-show',
  },
  undo_too_late: { status: 409, zh: '已经过了可以撤销的日子', en: 'It is too late to undo this' },
  balance_due: { status: 409, zh: '还有房费没有结清', en: 'There is a balance due' },
  amount_not_due: { status: 409, zh: '收款金额和应收的不一样', en: 'The amount is not what is due' },
  money_returned: {
    status: 409,
    zh: '钱已经退回，不能恢复订单',
    en: 'Money went back, the order cannot be reinstated',
  },
  invoice_issued: { status: 409, zh: '发票已经开好了', en: 'The invoice was issued already' },
  // offers
  stay_not_sellable: { status: 422, zh: '这个房型现在不能预订', en: 'This room cannot be booked now' },
  nights_closed: { status: 422, zh: '其中有几晚不开放预订', en: 'Some of these nights are not on sale' },
  min_stay: { status: 422, zh: '这几天要连住几晚才能订', en: 'A longer stay is asked for on these dates' },
  too_many_guests: { status: 422, zh: '这些房间住不下这么多人', en: 'The rooms do not hold so many guests' },
  // rates and inventory
  edit_too_large: { status: 422, zh: '一次改的格子太多，分几次改', en: 'Too many cells at once, edit in parts' },
  stock_below_booked: {
    status: 409,
    zh: '有几晚已订的房间比这个数多',
    en: 'On some nights more rooms are booked than that',
  },
  // import
  import_invalid: {
    status: 422,
    zh: '文件里有几处要改，什么都没有写入',
    en: 'Some of the file needs to be changed; nothing was written',
  },
  // reports
  report_invalid: { status: 422, zh: '报表的日期有不能用的地方', en: 'These dates cannot be reported on' },
  // coupons
  coupon_not_usable: { status: 422, zh: '这张券不能用在这次预订上', en: 'This coupon cannot be used for this booking' },
  coupon_taken: { status: 409, zh: '这张券已经用在别的订单上', en: 'This coupon is on another order already' },
  coupon_granted: {
    status: 409,
    zh: '已经有人领到这张券，这几项不能再改',
    en: 'Guests hold this coupon already, these fields cannot change any more',
  },
  coupon_invalid: { status: 422, zh: '券的设置有几处要改', en: 'Some of the coupon’s settings need to be changed' },
} as const satisfies Record<string, RefusalText>

export interface RefusalText {
  status: number
  zh: string
  en: string
}

export type RefusalCode = keyof typeof refusals
