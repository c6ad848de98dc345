export const canOpenSettings = false

export function openSettings(): Promise<void> {
  return Promise.resolve()
}
