import { Text } from './base'

/** A text with `**what counts**` in bold. */
export function Rich({ of }: { of: string }) {
  return of.split('**').map((part, place) => {
    const key = `${place} ${part}`
    return place % 2 === 1 ? (
      <Text key={key} as="strong">
        {part}
      </Text>
    ) : (
      <Text key={key}>{part}</Text>
    )
  })
}
