export function px(length: number): string {
  return `${length}px`
}
