/** Every fault after which a caller cannot know what became of its call. */
export const unsureFaults = [
  { kind: 'drop-answer' },
  { kind: 'refuse' },
  { kind: 'unsigned' },
  { kind: 'wrong-signature' },
  { kind: 'error', code: 'SYSTEM_ERROR' },
  { kind: 'error', code: 'FREQUENCY_LIMITED' },
  { kind: 'error', code: 'SIGN_ERROR' },
] as const
