export function canGivePhone(): Promise<boolean> {
  return Promise.resolve(true)
}
