import qrcode from 'qrcode-generator'
import { useMemo } from 'react'
import { View } from './base'
import { px } from './px'
import type { QrCodeProps } from './qr-code'

const quiet = 2

/** A text as a code to scan, drawn here: nothing is sent anywhere. */
export function QrCodeDrawn({ text, label, size }: QrCodeProps) {
  const url = useMemo(() => drawn(text), [text])
  const style = { width: px(size), height: px(size), backgroundImage: `url("${url}")`, backgroundSize: 'contain' }
  return <View role="img" label={label} style={style} />
}

function drawn(text: string): string {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const count = code.getModuleCount()
  let path = ''
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      if (code.isDark(row, column)) path += `M${column + quiet} ${row + quiet}h1v1h-1z`
    }
  }
  const side = count + quiet * 2
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">` +
    `<rect width="${side}" height="${side}" fill="#fff"/><path d="${path}" fill="#16211E"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
