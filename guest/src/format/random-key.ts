/** A request key nobody else has: time, then chance. It guards against doubles, not against guessing. */
export function randomKey(): string {
  const chance = () => Math.floor(Math.random() * 36 ** 6).toString(36)
  return `${Date.now().toString(36)}_${chance()}${chance()}${chance()}`
}
