import { Button } from '@tarojs/components'
import type { ReactNode } from 'react'
import { View } from './base'
import './contact-button.css'
import { Icon } from './icon.tsx'

export function ContactButton({ children }: { children: ReactNode }) {
  return (
    <Button className="row contact-button" openType="contact">
      <Icon name="msg" size={22} colour="ink-2" />
      <View className="row-value">{children}</View>
      <Icon name="right" size={18} colour="ink-3" />
    </Button>
  )
}
