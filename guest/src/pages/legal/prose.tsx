import { Rich, View } from '../../kit/index.ts'

/** A text of several lines: each a paragraph, or with `- ` in front a point of a list. */
export function Prose({ of }: { of: string }) {
  return groupsOf(of).map((group) =>
    group.list ? (
      <View as="ul" key={group.lines[0]} className="legal-list">
        {group.lines.map((line) => (
          <View as="li" key={line} className="legal-item">
            <View className="legal-dot" />
            <View className="grow">
              <Rich of={line} />
            </View>
          </View>
        ))}
      </View>
    ) : (
      group.lines.map((line) => (
        <View as="p" key={line} className="legal-line">
          <Rich of={line} />
        </View>
      ))
    ),
  )
}

interface Group {
  list: boolean
  lines: string[]
}

function groupsOf(text: string): Group[] {
  const groups: Group[] = []
  for (const line of text.split('\n')) {
    const list = line.startsWith('- ')
    const said = list ? line.slice(2) : line
    const last = groups[groups.length - 1]
    if (last?.list === list) last.lines.push(said)
    else groups.push({ list, lines: [said] })
  }
  return groups
}
