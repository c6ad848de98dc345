import { Button } from '@tarojs/components'
import type { PhoneButtonProps } from './phone-button'
import './phone-button.css'

// The second open type makes WeChat ask for its own privacy agreement first, where that is still owed.
const openType = 'getPhoneNumber|agreePrivacyAuthorization' as 'getPhoneNumber'

export function PhoneButton({ onCode, onRefused, children }: PhoneButtonProps) {
  return (
    <Button
      className="phone-button"
      openType={openType}
      onGetPhoneNumber={({ detail }) => {
        const { code } = detail as { code?: string }
        if (code) onCode(code)
        else onRefused()
      }}
    >
      {children}
    </Button>
  )
}
