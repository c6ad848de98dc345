/** A key nobody else has, for a call that must not happen twice: made when its form opens, the same for every try. */
export function newRequestKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return `adm_${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
