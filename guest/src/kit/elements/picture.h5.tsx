import { createElement } from 'react'
import type { PictureProps } from './picture'
import './picture.css'
import { columnPx, imageUrl, sceneUrl, sceneWidths, widthFor } from './picture-sizes.ts'

export function Picture({ image, alt, ...props }: PictureProps) {
  if (!image || image.widths.length === 0) return drawn(null, { ...props, alt: '' })
  return drawn({ widths: image.widths, urlOf: (width) => imageUrl(image, width) }, { ...props, alt: alt ?? image.alt })
}

export function Scene({ name, ...props }: Omit<PictureProps, 'image'> & { name: string }) {
  return drawn({ widths: sceneWidths, urlOf: (width) => sceneUrl(name, width) }, props)
}

interface Source {
  widths: readonly number[]
  urlOf: (width: number) => string
}

function drawn(source: Source | null, props: Omit<PictureProps, 'image'>) {
  const { width, height, alt = '', grey, first, className, keep } = props
  const style = { width: width === 'full' ? '100%' : `${width}px`, height: `${height}px`, objectPosition: keep }
  const kind = `picture ${grey ? 'picture-grey' : ''} ${className ?? ''}`
  if (!source) return createElement('div', { className: kind, style, 'aria-hidden': true })
  return createElement('img', {
    className: kind,
    style,
    alt,
    src: source.urlOf(widthFor(source.widths, width === 'full' ? columnPx : width * 2)),
    srcSet: source.widths.map((each) => `${source.urlOf(each)} ${each}w`).join(', '),
    sizes: width === 'full' ? `min(100vw, ${columnPx}px)` : `${width}px`,
    loading: first ? 'eager' : 'lazy',
    decoding: 'async',
    ...(first ? { fetchpriority: 'high' } : {}),
  })
}
