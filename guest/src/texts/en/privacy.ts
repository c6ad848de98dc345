export const privacy = {
  title: 'Asking before we use it',
  why: 'Your place only finds hotels nearby and is not kept. Your phone number is only for booking and reaching you about a stay. WeChat wants you to agree to the privacy guide before it gives them to us.',
  without: 'You can book without agreeing: choose a city and type a phone number.',
  guide: 'The privacy guide in WeChat',
  policy: 'Our privacy page',
  refuse: 'Do not agree',
  agree: 'Agree',
}
