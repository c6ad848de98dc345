import type { Instant } from '../../kernel/stay.ts'

/** A guest of the chain, known by WeChat. */
export interface Member {
  id: string
  nickname: string
  /** Sealed; `null` until a phone is bound. */
  phoneSealed: string | null
  language: 'zh' | 'en'
  state: 'active' | 'closed'
  joinedAt: Instant
}

/** One row of a person: who they are to one of the chain's two WeChat apps. */
export interface Identity {
  appid: string
  openid: string
  memberId: string
  via: 'mini' | 'web'
  sessionKeySealed: string | null
}

/** A session ends after this long without a call, and after this long whatever happens. */
export const sessionIdleMs = 30 * 86_400_000
export const sessionAbsoluteMs = 180 * 86_400_000
/** How often a living session's row is touched. */
export const sessionTouchMs = 3_600_000

export const favouritesAtMost = 200

/** `13812341234` → `138****1234`: enough to know one's own, not enough to call. */
export function maskPhone(phone: string): string {
  return phone.length < 7 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`
}
