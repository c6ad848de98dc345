const pageRows = 10

/** Where a key leads from a row: to another row's index, to opening this one, or nowhere. */
export function nextRow(key: string, { at, count }: { at: number; count: number }): number | 'open' | null {
  const last = count - 1
  const within = (index: number) => Math.min(last, Math.max(0, index))
  const ways: Record<string, number | 'open'> = {
    ArrowDown: within(at + 1),
    ArrowUp: within(at - 1),
    PageDown: within(at + pageRows),
    PageUp: within(at - pageRows),
    Home: 0,
    End: last,
    Enter: 'open',
    ' ': 'open',
  }
  return ways[key] ?? null
}
