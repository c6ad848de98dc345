import { Button } from '@tarojs/components'
import type { ComponentType } from 'react'
import type { WeChatTapProps } from './wechat-tap'
import './wechat-tap.css'

// The attribute for screen readers is added by `config/plugins/aria.cjs`; Taro's types do not know it.
const Opening = Button as ComponentType<Record<string, unknown>>

export function WeChatTap({ open, className, children, label }: WeChatTapProps) {
  return (
    <Opening className={`wechat-tap ${className ?? ''}`} openType={open} ariaLabel={label} hoverClass="tap-pressed">
      {children}
    </Opening>
  )
}

export const hasContact = true
