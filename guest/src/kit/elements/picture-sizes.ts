import type { Image } from '@contract/common.ts'

/** The widths the build makes of a drawing. */
export const sceneWidths = [375, 750, 1200]

/** The smallest width that fills so many px of the screen; the largest there is where none does. */
export function widthFor(widths: readonly number[], neededPx: number): number {
  const ascending = [...widths].sort((a, b) => a - b)
  return ascending.find((width) => width >= neededPx) ?? ascending[ascending.length - 1] ?? neededPx
}

export function imageUrl({ id }: Pick<Image, 'id'>, width: number): string {
  return `${API_BASE}/images/${id}-${width}.webp`
}

export function sceneUrl(name: string, width: number): string {
  return `${API_BASE}/art/${name}-${width}.webp`
}

/** The widest a picture is ever shown: the column of the web page. */
export const columnPx = 480
