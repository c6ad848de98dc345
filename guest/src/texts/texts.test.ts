import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import type { Text } from '../../../contract/texts.ts'
import { area, sayIn } from '../../../contract/texts.ts'

const here = import.meta.dirname
const source = dirname(here)
const names = readdirSync(join(here, 'zh')).map((file) => file.replace(/\.ts$/, ''))
const areas = await Promise.all(
  names.map(async (name) => ({ name, zh: await textsOf('zh', name), en: await textsOf('en', name) })),
)
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(join(source, file), 'utf8') }))
const code = files.filter(({ file }) => !/^texts[/\\](?:zh|en)[/\\]/.test(file))
const chinese = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/

test('every area has the same texts in both languages, and none is empty', () => {
  assert.deepEqual(readdirSync(join(here, 'en')).sort(), readdirSync(join(here, 'zh')).sort())
  for (const { name, zh, en } of areas) {
    assert.deepEqual(Object.keys(en).sort(), Object.keys(zh).sort(), name)
    for (const [key, text] of [...Object.entries(zh), ...Object.entries(en)]) {
      for (const form of formsOf(text)) assert.ok(form.trim() !== '', `${name}.${key} is empty`)
    }
  }
})

test('a text fills in the same names in both languages', () => {
  for (const { name, zh, en } of areas) {
    for (const key of Object.keys(zh)) {
      // One night is said without its figure, so a form may leave {n} out; the text as a whole may not.
      assert.deepEqual(filledIn(en[key]!), filledIn(zh[key]!), `${name}.${key}`)
    }
  }
})

test('every text is used by a file that takes its area', () => {
  const unused = areas.flatMap(({ name, zh }) => {
    const users = code.filter(({ text }) => new RegExp(`texts/${name}\\.ts'|'\\./${name}\\.ts'`).test(text))
    return Object.keys(zh)
      .filter((key) => !users.some(({ text }) => text.includes(`'${key}'`)))
      .map((key) => `${name}.${key}`)
  })
  assert.deepEqual(unused, [])
})

test('English has no Chinese in it, and Chinese stands nowhere but among the texts', () => {
  for (const { name, en } of areas) {
    for (const [key, text] of Object.entries(en)) {
      for (const form of formsOf(text)) assert.ok(!chinese.test(form), `${name}.${key}: ${form}`)
    }
  }
  // Days, holidays and how cities end are data; the bar's name in the app's settings is WeChat's to show.
  const mayHold = /^(?:format[/\\](?:city|days)|kit[/\\]calendar[/\\]holidays|app\.config)\.ts$/
  const found = code
    .filter(({ file }) => !mayHold.test(file))
    .flatMap(({ file, text }) =>
      withoutComments(text)
        .split('\n')
        .flatMap((line) => (chinese.test(line) ? [`${file}: ${line.trim()}`] : [])),
    )
  assert.deepEqual(found, [])
})

test('a text chooses between one and several, and shows a name that nobody filled', () => {
  const say = sayIn(area({ nights: '{n} 晚' }, { nights: { one: '{n} night', other: '{n} nights' } }), 'en')
  assert.equal(say('nights', { n: 1 }), '1 night')
  assert.equal(say('nights', { n: 2 }), '2 nights')
  assert.equal(say('nights'), '{n} nights')
})

async function textsOf(language: 'zh' | 'en', name: string): Promise<Record<string, Text>> {
  const found: Record<string, Record<string, Text>> = await import(join(here, language, `${name}.ts`))
  return found[name] ?? assert.fail(`texts/${language}/${name}.ts does not export ${name}`)
}

function formsOf(text: Text): string[] {
  return typeof text === 'string' ? [text] : [text.one, text.other]
}

function filledIn(text: Text): string[] {
  return [...new Set(formsOf(text).flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)))].sort()
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}
