import type { Image } from '@contract/common.ts'
import type { ReactNode } from 'react'

export interface PictureProps {
  /** A picture of the server's; without one a plane of paper takes its place. */
  image: Image | null | undefined
  /** What it shows; empty where a text beside it says the same. Default: the picture's own words. */
  alt?: string
  /** In px of the drawing; `full`: as wide as what is around it. */
  width: number | 'full'
  height: number
  /** Grey: the branch or room is full. */
  grey?: boolean
  /** In view at once: load it before the others. */
  first?: boolean
  className?: string
  /** Where a crop keeps to, as in `object-position`. Default the middle. */
  keep?: string
}

/** A picture in the size the screen needs, cropped to its box. */
export declare function Picture(props: PictureProps): ReactNode

/** A drawing of the app's own, from `brand/art`, in sizes by the build: `station`, `night-band` … */
export declare function Scene(props: Omit<PictureProps, 'image'> & { name: string }): ReactNode
