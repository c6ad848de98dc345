export const screenTop = { statusPx: 0, barPx: 52, capsulePx: 0 }

export const pixelRatio = window.devicePixelRatio || 1

export function tellTitle(title: string): void {
  document.title = title
}
