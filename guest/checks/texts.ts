const special = /[.*+?^$()|[\]\\]/g

/** What fits a text whatever is filled in. */
export function like(text: string): RegExp {
  const literal = text.replace(/\*\*/g, '').replace(special, '\\$&')
  return new RegExp(`^${literal.replace(/\{\w+\}/g, '.+')}$`)
}

/** What begins as a text does, up to the first place that is filled in. */
export function begins(text: string): RegExp {
  const [literal = ''] = text.split('{')
  return new RegExp(`^${literal.replace(special, '\\$&')}`)
}
