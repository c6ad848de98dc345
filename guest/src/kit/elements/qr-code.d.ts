import type { ReactNode } from 'react'

export interface QrCodeProps {
  text: string
  label: string
  /** In px of the drawing. */
  size: number
}

/** A text as a code to scan, drawn here: nothing is sent anywhere. */
export declare function QrCode(props: QrCodeProps): ReactNode
