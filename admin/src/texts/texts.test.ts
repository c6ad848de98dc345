import assert from 'node:assert/strict'
import { globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { area, sayIn, type Text } from '../../../contract/texts.ts'

type Texts = Record<string, Text>

const here = import.meta.dirname
const source = dirname(here)
const names = readdirSync(join(here, 'zh')).map((file) => file.replace(/\.ts$/, ''))
const areas = await Promise.all(
  names.map(async (name) => ({ name, zh: await read('zh', name), en: await read('en', name) })),
)
const code = globSync('**/*.{ts,tsx}', { cwd: source, exclude: ['texts/zh/**', 'texts/en/**', '**/*.test.ts'] }).map(
  (file) => ({ file, text: withoutComments(readFileSync(join(source, file), 'utf8')) }),
)
const chinese = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/

async function read(language: 'zh' | 'en', name: string): Promise<Texts> {
  const found: Record<string, Texts> = await import(join(here, language, `${name}.ts`))
  return found[name] ?? assert.fail(`texts/${language}/${name}.ts exports no ${name}`)
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}

const forms = (text: Text) => (typeof text === 'string' ? [text] : [text.one, text.other])
const holes = (text: Text) =>
  [...new Set(forms(text).flatMap((form) => [...form.matchAll(/\{\w+\}/g)].map(([hole]) => hole)))].sort()

test('both languages have every text, none is empty, and each is filled in with the same names', () => {
  assert.ok(names.length >= 6)
  for (const { name, zh, en } of areas) {
    assert.deepEqual(Object.keys(en).sort(), Object.keys(zh).sort(), name)
    for (const [key, text] of Object.entries(zh)) {
      assert.deepEqual(holes(en[key]!), holes(text), `${name}.${key}`)
      for (const form of [...forms(text), ...forms(en[key]!)]) assert.notEqual(form.trim(), '', `${name}.${key}`)
    }
  }
})

test('every text is said by a file that takes its area', () => {
  const unsaid = areas.flatMap(({ name, zh }) => {
    // A table of texts by name may stand in a file of its own, beside the one that says them.
    const takers = code
      .filter(({ text }) => new RegExp(`/texts/${name}\\.ts'`).test(text))
      .map(({ file }) => dirname(file))
    const said = code.filter(({ file }) => takers.includes(dirname(file))).map(({ text }) => text)
    return Object.keys(zh)
      .filter((key) => !said.some((text) => text.includes(`'${key}'`)))
      .map((key) => `${name}.${key}`)
  })
  assert.deepEqual(unsaid, [])
})

test('Chinese stands among the Chinese texts only', () => {
  const elsewhere = [
    ...areas.flatMap(({ name, en }) =>
      Object.entries(en).flatMap(([key, text]) =>
        forms(text).some((form) => chinese.test(form)) ? [`${name}.${key}`] : [],
      ),
    ),
    ...code.filter(({ text }) => chinese.test(text)).map(({ file }) => file.replaceAll('\\', '/')),
  ]
  // What each language calls itself.
  assert.deepEqual(elsewhere, ['texts/language-names.ts'])
})

test('a text chooses its form by {n}, and shows a name that nobody filled', () => {
  const say = sayIn(area({ nights: '{n} nights' }, { nights: { one: '{n} night', other: '{n} nights' } }), 'en')
  assert.deepEqual(
    [say('nights', { n: 1 }), say('nights', { n: 2 }), say('nights')],
    ['1 night', '2 nights', '{n} nights'],
  )
})
