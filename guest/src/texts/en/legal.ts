export const legal = {
  privacy: 'Privacy',
  terms: 'Booking terms',
  brief: 'In one minute',
  version: 'Version {version}',
  newer: 'The newest version is {version}. Update the app to read it.',
  agreed: 'You agreed to version {version} on {day}',
  readPrivacy: 'Read the privacy page too',
  readTerms: 'Read the booking terms too',
  ourHotels: 'these hotels',
  everyHotel: 'the hotel you booked, whose phone is on its page and in your order',
  byPhone: 'our service phone {phone}, or the hotel you booked',

  pBrief1: 'We take only what a booking needs: who you are to WeChat, phone, guest names, orders and payments.',
  pBrief2: 'Your place is used once when you tap "Near me", and not kept.',
  pBrief3: 'No identity numbers, nothing sold, no advertising, no profiles. Everybody sees the same price.',
  pBrief4: 'See it, correct it, take it along or delete it at any time.',

  pWho: 'Who we are',
  pWhoText:
    '"We" are the hotels that run {chain}, and handle your personal information under the Personal Information Protection Law of China. This page says what we take, why, who sees it, how long it stays, and what you can do.\nYou can search and look at hotels without signing in. What is written below is used only once you sign in or book.',
  pWhat: 'What we take, and why',
  pWhatText:
    '- **Signing in**: WeChat gives us a number that means you here and nowhere else (openid, sometimes unionid). We do not see your WeChat name, friends or moments.\n- **Phone**: only when you tap "Use the number in WeChat", or type one while booking. For the booking, for checking in, and to reach you about this stay.\n- **Booking**: names of guests, dates, room, arrival time and remarks, to keep the contract between you and the hotel.\n- **Paying and refunds**: sums, times and the number of the WeChat payment. We never see card numbers or passwords.\n- **Coupons and favourites**: which you hold, which hotels you marked.\n- **Invoices**: name, tax number and e-mail, only when you ask for one, to issue and send it.\n- **Place**: after you tap "Near me" and allow it, your rough place is used once to find distances. It is not kept and not logged.\n- **Notices**: which messages you allowed in WeChat, and whether they arrived.\n- **Name and language**: what you asked to be called, and the language you chose.\n- **Safety**: your network address is used to slow down too many requests, then forgotten. Logs keep when and how a request ended, not its content, phones or places.',
  pNot: 'What we do not take',
  pNotText:
    'No identity numbers, faces, contacts or photos. Chinese law has the front desk check and register your document on arrival. That happens in the systems of the hotel and the police; it does not pass through here and is not kept here.',
  pDevice: 'What stays on your device',
  pDeviceText:
    'The mark that you are signed in, bookings you have half filled in, the city and dates you searched, your language, names used for invoices, and which notices you were asked about. Signing out removes the mark, the drafts and the names. Deleting the mini-program or the browsing data removes all of it. There is no code of others for statistics or advertising.',
  pShare: 'Who sees it',
  pShareText:
    '- **The hotel you booked**: desk, manager and finance see the orders of their own hotel. Only part of a phone number is shown; seeing all of it needs a reason and leaves a record.\n- **WeChat (Tencent)**: it provides signing in, phone, payment and notices. For that it gets order number and sum, and the room and time in a notice.\n- **Maps**: directions carry the place of the hotel, not yours. A web page opens Amap, the mini-program the map in WeChat.\n- **Where the law asks**: courts and authorities get what they may ask for, and no more.\nNobody else. Nothing is sold or used for advertising.',
  pKeep: 'Where it is, and how long',
  pKeepText:
    'All of it is on servers in China and is not sent abroad.\n- **Your account**: until you delete it.\n- **Sessions** end by themselves after 30 days without use, or 180 days.\n- **Orders, payments and refunds**: kept for the books of the hotel. Once you delete your account, names, phone, remarks and invoice names in them are emptied; dates, rooms and sums remain.\n- **Invoices** that were issued are kept by the hotel as tax law asks.\n- **Internal messages** 30 days; the numbers that prevent double orders 48 hours.\n- After deletion one mark stays that cannot be turned back into you. It only tells whether the welcome coupon was given.',
  pSafe: 'How it is protected',
  pSafeText:
    'It travels encrypted, and phone numbers are stored encrypted. Staff see what their hotel and their work need, and every change leaves a record. If something should leak, we act at once and tell you and the authorities, as the law asks: what happened, what it may mean, and what you can do.',
  pRights: 'What you can do',
  pRightsText:
    '- **See it and take it along**: Me → My data → Export, as one file.\n- **Correct it**: name and phone under Me; an invoice until it is issued; names in an order through the hotel.\n- **Delete it**: Me → My data → Delete my account, at once. Orders that are not over come first.\n- **Withdraw consent**: place, phone and notices can be switched off in the settings WeChat keeps for the mini-program. What was done before stays valid.\n- **Ask for reasons**: recommended order looks at free rooms, the order of hotels and distance, not at who you are. You can ask us to explain any rule.\n- **Relatives**: close relatives of someone who died may see, copy, correct or delete their information, unless that person wished otherwise.\nWe answer within 15 working days. If the answer does not satisfy you, you can complain to the Cyberspace Administration (12377) or the consumer association (12315), or go to court.',
  pYoung: 'Young people',
  pYoungText:
    'For children under 14 a parent or guardian books, and agrees to this page. If we find that we took information of a child by mistake, we delete it soon.',
  pChange: 'Changes',
  pChangeText:
    'When this page changes, so does its version. When what we take, why, or who sees it changes, you are asked to read and agree again before your next booking. Each order keeps the version you agreed to; ask us for older ones.',
  pContact: 'Reaching us',
  pContactText: 'For anything about your personal information: {contact}.',

  tBrief1: 'The price you see is the price you pay, with tax and service.',
  tBrief2: 'Your room is held after ordering, until the time on the order.',
  tBrief3: 'What cancelling returns is said before you order, to the fen.',
  tBrief4: 'A room that was paid for and is not there is for the hotel to make good.',

  tWith: 'Whom you book with',
  tWithText:
    'You book a room of a {chain} hotel, and the contract is between you and that hotel. It is made when your payment succeeds, or, when you pay at the desk, when the desk confirms. All times here are times at the hotel.',
  tPrice: 'Price',
  tPriceText:
    'Prices a night are in yuan, with tax and service. The total and every night are shown before you order and do not change afterwards. If a price changes while you fill in, you see the new one and confirm again; you are never just charged more.',
  tHold: 'Holding and paying',
  tHoldText:
    '- After ordering, the room is held until the time on the order. Unpaid, it is released by itself, your coupon returns, and nothing is charged.\n- Payment is by WeChat Pay. The state of the order says whether it succeeded.\n- A payment that arrives late: if the room is still free it is yours; if not, all of it goes back.\n- So that others can book too: at most 5 unpaid orders and 10 unpaid rooms at once for each person. After 8 orders left unpaid in a day, book again the next.',
  tCancel: 'Cancelling and refunds',
  tCancelText:
    '- Each rate has its own cancellation terms. They are said before you order and fixed in the order. Later changes of the hotel do not touch it.\n- Before cancelling, the order shows what comes back, to the fen. It is cancelled only when you agree to that sum.\n- The whole order is cancelled at once. Money goes back the way it came, usually in 1 – 3 days.',
  tArrive: 'Arriving, and not arriving',
  tArriveText:
    '- Check-in and check-out times are on the page of the hotel and in the order.\n- A hotel day lasts until 06:00: arriving at one in the morning is the night before.\n- If you will be late, give the arrival time or tell the hotel. Not arriving that night is settled by the terms of the order, and later nights are released.',
  tStay: 'Staying',
  tStayText:
    '- Every guest brings a valid document, which the desk registers as the law asks. Visitors are registered too.\n- No more guests than the room is for.\n- With guests under age the hotel asks about them, reaches their guardians and registers them, as the law asks.\n- Whether there is a deposit, and how much, the desk says beforehand. It goes back at check-out.',
  tDuring: 'Changing room, staying longer, leaving early',
  tDuringText:
    'At the desk. Another kind of room is settled by the difference; more nights cost the price of that day; leaving early returns nights not slept by the terms of the order, and they are released.',
  tCoupon: 'Coupons',
  tCouponText:
    'One for an order. Least sum, last day and hotels are on the coupon or said when you choose it. Paying uses it up. Cancelled or lapsed unpaid, it returns with the same last day; once paid, it returns only with a full refund. Coupons are not paid out and not passed on.',
  tInvoice: 'Invoices',
  tInvoiceText:
    'Ask under Invoices; the hotel you stayed at issues it. Its sum is what you paid less what went back. Until it is issued, name, tax number and e-mail can be changed.',
  tDuty: 'What the hotel owes you',
  tDutyText:
    'If a paid room cannot be given, the hotel moves you free of charge to the same or a better room, or to an equal hotel nearby, and pays the difference; if you do not want that, all your money goes back. Your rights to compensation by law remain.\nIf the room is not as described, tell the desk at once so that it can be put right. If it cannot, nights not slept can be given back.',
  tYours: 'What you owe the hotel',
  tYoursText:
    'True names and phone, care for the room and what is in it, nothing unlawful in it, and quiet for other guests. What is broken is paid at its real value.',
  tForce: 'What nobody can help',
  tForceText:
    'When disaster, epidemic control or government order keeps you from coming or the hotel from taking you in, nights not slept are returned in full, and neither owes the other more.',
  tDispute: 'Disputes',
  tDisputeText:
    "Talk to the hotel or to us first: {contact}. If that does not help, you can complain to the consumer association (12315), or go to the court in charge. The law of the People's Republic of China applies.",
  tChange: 'Changes of these terms',
  tChangeText:
    'When the terms change, so does their version, and you are asked to agree before your next booking. Orders already placed keep the version they were placed under.',
}
