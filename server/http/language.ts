import type { Language } from '../../contract/format.ts'

const known = new Map<string, Language>()
const knownAtMost = 500

/** Chinese unless the caller prefers English. Browsers send few different headers, so each is read once. */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (!acceptLanguage) return 'zh'
  const before = known.get(acceptLanguage)
  if (before) return before
  const language = preferredIn(acceptLanguage)
  if (known.size < knownAtMost && acceptLanguage.length <= 200) known.set(acceptLanguage, language)
  return language
}

function preferredIn(acceptLanguage: string): Language {
  const english = qualityOf(acceptLanguage, 'en')
  return english > qualityOf(acceptLanguage, 'zh') && english > 0 ? 'en' : 'zh'
}

function qualityOf(header: string, tag: string): number {
  let best = 0
  for (const part of header.slice(0, 200).split(',')) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';')
    if (range !== tag && !range.startsWith(`${tag}-`)) continue
    const q = parameters
      .map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1])
      .find((found) => found !== undefined)
    best = Math.max(best, q === undefined ? 1 : Number(q))
  }
  return best
}
