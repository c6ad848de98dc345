import type { Language } from '../../contract/format.ts'

/** Chinese unless the caller prefers English. */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (!acceptLanguage) return 'zh'
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
