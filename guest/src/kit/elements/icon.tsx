import { type Colour, colours } from '@brand/tokens.ts'
import { View } from './base'
import * as icons from './icons.ts'
import { px } from './px'

export type IconName = keyof typeof icons

/** An icon beside a text that says the same; alone it stands in something that has a label. */
export function Icon({ name, size = 20, colour = 'ink', solid }: IconProps) {
  return (
    <View
      className="icon"
      told={{ hidden: true }}
      style={{ width: px(size), height: px(size), backgroundImage: `url("${drawn(name, colour, solid === true)}")` }}
    />
  )
}

export interface IconProps {
  name: IconName
  /** In px of the drawing. */
  size?: number
  colour?: Colour
  /** Filled with its own colour: a heart that is marked. */
  solid?: boolean
}

const drawings = new Map<string, string>()

function drawn(name: IconName, colour: Colour, solid: boolean): string {
  const key = `${name} ${colour} ${solid}`
  const known = drawings.get(key)
  if (known) return known
  // biome-ignore lint/performance/noDynamicNamespaceImportAccess: that module is the list of what the bundle holds
  const drawing = icons[name]
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="${solid ? colours[colour] : 'none'}" ` +
    `stroke="${colours[colour]}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round">${drawing}</svg>`
  const url = `data:image/svg+xml,${encodeURIComponent(svg)}`
  drawings.set(key, url)
  return url
}
