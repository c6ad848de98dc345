import { pinyin } from 'pinyin-pro'
import { maxKeywordLength, maxKeywordParts } from '../../../ports/search.ts'

const han = /^\p{Script=Han}/u
const maxKnownRuns = 50_000

/** A stretch of text without a space or sign in it, and how it is typed on a Latin keyboard. */
export interface Run {
  text: string
  /** `春熙路店` → `chunxiludian`, `7天` → `7tian`; `spelledFrom[i]` is where its i-th character or word begins. */
  spelled: string
  spelledFrom: readonly number[]
  /** `春熙路店` → `cxld`, `7天` → `7t`. */
  initials: string
  initialsFrom: readonly number[]
}

/** One part of a keyword: all of it Chinese, or none of it. */
export interface Part {
  text: string
  chinese: boolean
}

/** The parts of a keyword that count; none when it holds neither letter nor digit. */
export function partsOf(keyword: string): Part[] {
  const counted = [...keyword].slice(0, maxKeywordLength).join('')
  return runTexts(counted)
    .flatMap(stretchesOf)
    .slice(0, maxKeywordParts)
    .map((text) => ({ text, chinese: isChinese(text) }))
}

/** Whether the part stands in the run, or is the beginning of how the run is typed from one of its characters on. */
export function standsIn(part: Part, run: Run): boolean {
  if (part.chinese) return run.text.includes(part.text)
  return beginsIn(part.text, run.spelled, run.spelledFrom) || beginsIn(part.text, run.initials, run.initialsFrom)
}

function beginsIn(part: string, typed: string, from: readonly number[]): boolean {
  for (let at = typed.indexOf(part); at >= 0; at = typed.indexOf(part, at + 1)) if (from.includes(at)) return true
  return false
}

/** Makes a reader of texts into runs. Towns, streets and tags come again and again and are read once. */
export function createRunReader(): (text: string) => Run[] {
  const known = new Map<string, Run>()
  return (text) =>
    runTexts(text).map((runText) => {
      let run = known.get(runText)
      if (!run) {
        run = readRun(runText)
        if (known.size >= maxKnownRuns) known.clear()
        known.set(runText, run)
      }
      return run
    })
}

/** The keys under which a run is found: one or two Chinese characters, one to three letters typed from a character on. */
export function keysOf(run: Run): Set<string> {
  const keys = new Set<string>()
  const units = unitsOf(run.text)
  units.forEach((unit, index) => {
    if (isChinese(unit)) {
      keys.add(unit)
      const next = units[index + 1]
      if (next !== undefined && isChinese(next)) keys.add(unit + next)
    }
    for (let length = 1; length <= 3; length += 1) {
      keys.add(run.spelled.slice(run.spelledFrom[index]!, run.spelledFrom[index]! + length))
      keys.add(run.initials.slice(run.initialsFrom[index]!, run.initialsFrom[index]! + length))
    }
  })
  return keys
}

/** Keys that every text with the part in it has, and whether having them is enough. */
export function keysOfPart(part: Part): { keys: string[]; enough: boolean } {
  if (!part.chinese) return { keys: [part.text.slice(0, 3)], enough: part.text.length <= 3 }
  const characters = [...part.text]
  if (characters.length <= 2) return { keys: [part.text], enough: true }
  return { keys: characters.slice(1).map((character, index) => characters[index]! + character), enough: false }
}

/** Lower case, half width, without accents or apostrophes; ü is typed v. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replaceAll('ü', 'v')
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
}

function runTexts(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

/** A Chinese character is a unit; so is everything between two of them. */
function unitsOf(run: string): string[] {
  return run.match(/\p{Script=Han}|[^\p{Script=Han}]+/gu) ?? []
}

/** All Chinese or none of it, in turns. */
function stretchesOf(run: string): string[] {
  return run.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []
}

function isChinese(stretch: string): boolean {
  return han.test(stretch)
}

function readRun(text: string): Run {
  const run = { text, spelled: '', spelledFrom: [] as number[], initials: '', initialsFrom: [] as number[] }
  for (const stretch of stretchesOf(text)) {
    const chinese = isChinese(stretch)
    // Read together, so that 重庆 is chongqing.
    const spellings = chinese ? pinyin(stretch, { toneType: 'none', type: 'array', v: true }) : [stretch]
    for (const spelling of spellings) {
      run.spelledFrom.push(run.spelled.length)
      run.spelled += spelling
      run.initialsFrom.push(run.initials.length)
      run.initials += chinese ? spelling.slice(0, 1) : spelling
    }
  }
  return run
}
