import { Button } from '@tarojs/components'
import type { PhoneButtonProps } from './phone-button'
import './phone-button.css'

// Where the agreement to the privacy guide is still owed, WeChat has `PrivacySheet` ask first.
export function PhoneButton({ onCode, onEncrypted, onRefused, children }: PhoneButtonProps) {
  return (
    <Button
      className="phone-button"
      openType="getPhoneNumber"
      onGetPhoneNumber={({ detail }) => {
        const { code, encryptedData, iv } = detail as { code?: string; encryptedData?: string; iv?: string }
        if (code) onCode(code)
        else if (encryptedData && iv && onEncrypted) onEncrypted({ encryptedData, iv })
        else onRefused()
      }}
    >
      {children}
    </Button>
  )
}
