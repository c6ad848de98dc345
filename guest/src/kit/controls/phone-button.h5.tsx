import { useEffect, useState } from 'react'
import { inSandboxPhone, invoke } from '../../platform/bridge.h5.ts'
import { Tap } from '../elements/base'
import type { PhoneButtonProps } from './phone-button'
import './phone-button.css'

export function PhoneButton({ onCode, onRefused, children }: PhoneButtonProps) {
  const [can, setCan] = useState(false)
  useEffect(() => {
    let over = false
    void inSandboxPhone().then((yes) => over || setCan(yes))
    return () => {
      over = true
    }
  }, [])
  if (!can) return null
  const ask = async () => {
    const answer = await invoke('getPhoneNumber', {})
    if (typeof answer?.code === 'string') onCode(answer.code)
    else onRefused()
  }
  return (
    <Tap className="phone-button" onTap={() => void ask()}>
      {children}
    </Tap>
  )
}
