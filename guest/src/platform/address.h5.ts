export function pageAddress(): string {
  return location.href
}
