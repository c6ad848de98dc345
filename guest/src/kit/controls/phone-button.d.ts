import type { ReactNode } from 'react'

export interface PhoneButtonProps {
  /** WeChat vouches for the number with a code: post it to `bindPhone`. */
  onCode: (code: string) => void
  /** An older WeChat gives the number sealed under the session instead: it goes to `bindPhone` too. */
  onEncrypted?: (sealed: { encryptedData: string; iv: string }) => void
  /** The guest said no, or WeChat did: the number is typed instead. */
  onRefused: () => void
  children: string
}

/** WeChat's phone button; nothing at all where WeChat gives no number to a page. */
export declare function PhoneButton(props: PhoneButtonProps): ReactNode
