import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

const source = dirname(import.meta.dirname)
const sheets = globSync('**/*.css', { cwd: source }).map((file) => ({
  file,
  text: readFileSync(join(source, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, ''),
}))
const still = /@media \(prefers-reduced-motion: reduce\) \{([\s\S]*?\n)\}/g

/** The selectors of the rules that set a property to something, or to none. */
function selectors(text: string, property: RegExp): string[] {
  return [...text.matchAll(/([^{}]+)\{([^{}]*)\}/g)]
    .filter(([, , body]) => property.test(body ?? ''))
    .flatMap(([, selector]) => (selector ?? '').split(',').map((each) => each.trim()))
}

test('whatever moves stands still for who asked for less motion', () => {
  const moving = sheets.flatMap(({ file, text }) => {
    const stopped = [...text.matchAll(still)].flatMap(([, rules]) =>
      selectors(rules ?? '', /(?:animation|transition): none/),
    )
    return selectors(text.replace(still, ''), /(?:animation|transition)\s*:/)
      .filter((selector) => !stopped.includes(selector))
      .map((selector) => `${file}: ${selector}`)
  })
  assert.deepEqual(moving, [])
  assert.ok(sheets.some(({ text }) => text.includes('animation:')))
})

test('no text is smaller than 12 px', () => {
  const small = sheets.flatMap(({ file, text }) =>
    [...text.matchAll(/font-size:\s*([\d.]+)px/g)]
      .filter(([, size]) => Number(size) < 12)
      .map(([rule]) => `${file}: ${rule}`),
  )
  assert.deepEqual(small, [])
})
