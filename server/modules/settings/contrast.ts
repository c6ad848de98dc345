import { colours } from '../../../brand/tokens.ts'

/** The least a colour must stand out for text on it, or of it, to be read (WCAG 2.2, 1.4.3). */
export const contrastAtLeast = 4.5

/** Pine and seal carry white text, and are text on white and on paper. Paper is the darker of the two. */
export function contrastOf(colour: string): number {
  const ratios = [colours.card, colours.paper].map((ground) => ratio(colour, ground))
  return Math.floor(Math.min(...ratios) * 100) / 100
}

/** WCAG 2.2’s contrast ratio of two colours `#RRGGBB`: 1 to 21. */
function ratio(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => linear(Number.parseInt(colour.slice(at, at + 2), 16)))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function linear(channel: number): number {
  const part = channel / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}
