import { lazy, Suspense } from 'react'
import { View } from './base'
import { px } from './px'
import type { QrCodeProps } from './qr-code'

// Few screens show a code, so what draws it comes when one does.
const Drawn = lazy(async () => ({ default: (await import('./qr-code-drawn.tsx')).QrCodeDrawn }))

export function QrCode(props: QrCodeProps) {
  const place = { width: px(props.size), height: px(props.size) }
  return (
    <Suspense fallback={<View style={place} />}>
      <Drawn {...props} />
    </Suspense>
  )
}
