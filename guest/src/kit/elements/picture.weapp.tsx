import { Image } from '@tarojs/components'
import { pixelRatio } from '../../platform/screen'
import { View } from './base'
import type { PictureProps } from './picture'
import './picture.css'
import { imageUrl, sceneUrl, sceneWidths, widthFor } from './picture-sizes.ts'
import { px } from './px'

const screenPx = 390

export function Picture({ image, alt, ...props }: PictureProps) {
  if (!image || image.widths.length === 0) return drawn(null, { ...props, alt: '' })
  const width = widthFor(image.widths, neededPx(props.width))
  return drawn(imageUrl(image, width), { ...props, alt: alt ?? image.alt })
}

export function Scene({ name, ...props }: Omit<PictureProps, 'image'> & { name: string }) {
  return drawn(sceneUrl(name, widthFor(sceneWidths, neededPx(props.width))), props)
}

function neededPx(width: PictureProps['width']): number {
  return (width === 'full' ? screenPx : width) * Math.min(pixelRatio, 2)
}

function drawn(src: string | null, { width, height, alt = '', grey, first, className }: Omit<PictureProps, 'image'>) {
  const style = { width: width === 'full' ? '100%' : px(width), height: px(height) }
  const kind = `picture ${grey ? 'picture-grey' : ''} ${className ?? ''}`
  if (!src) return <View className={kind} style={style} told={{ hidden: true }} />
  const told = alt ? { ariaLabel: alt, ariaRole: 'img' } : { ariaHidden: 'true' }
  return <Image className={kind} style={style} src={src} mode="aspectFill" lazyLoad={!first} {...told} />
}
