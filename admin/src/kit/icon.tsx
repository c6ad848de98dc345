import * as icons from './icons.ts'

export type IconName = keyof typeof icons

/** Drawn in the colour of the text around it. It says nothing by itself: a text or a label does. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return <span className="icon" aria-hidden="true" style={{ width: size, height: size, maskImage: drawn(name) }} />
}

const drawings = new Map<IconName, string>()

function drawn(name: IconName): string {
  const known = drawings.get(name)
  if (known) return known
  // biome-ignore lint/performance/noDynamicNamespaceImportAccess: that module is the list of what the bundle holds
  const lines = icons[name]
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#000" stroke-width="1.6" ' +
    `stroke-linecap="round" stroke-linejoin="round">${lines}</svg>`
  const url = `url("data:image/svg+xml,${encodeURIComponent(svg)}")`
  drawings.set(name, url)
  return url
}
