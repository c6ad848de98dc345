/** The same answers from memory, at most so many: all are forgotten then. */
export function remembered<Key, Answer>(atMost: number, work: (key: Key) => Answer): (key: Key) => Answer {
  const known = new Map<Key, Answer>()
  return (key) => {
    let answer = known.get(key)
    if (answer === undefined) {
      answer = work(key)
      if (known.size >= atMost) known.clear()
      known.set(key, answer)
    }
    return answer
  }
}
