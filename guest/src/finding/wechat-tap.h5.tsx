import { Tap } from '../kit/index.ts'
import type { WeChatTapProps } from './wechat-tap'

export function WeChatTap({ otherwise, open: _open, ...box }: WeChatTapProps) {
  return <Tap {...box} onTap={otherwise} />
}

export const hasContact = false
