import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { test } from 'node:test'
import { built, filesOf, hostsOf } from '../built.ts'
import { configOf, furtherPagesOf } from './app-config.ts'
import { compile, scriptProblems, templateProblems } from './compile.ts'

const folder = built.weapp
const kilobyte = 1024
const mainPackageAtMost = 700 * kilobyte

/** Names that stand in code and are never called: a namespace, two frameworks' words, and where the server is. */
const namedOnly = new Set(['www.w3.org', 'reactjs.org', 'taro.com', '127.0.0.1:8088'])
const texts = new Set(['.js', '.json', '.wxml', '.wxss', '.wxs'])
const pictures = new Set(['.png', '.jpg', '.jpeg', '.webp', '.gif', '.svg', '.avif', '.bmp', '.ico'])
const notUploaded = /\.LICENSE\.txt$|^project\.config\.json$/

const subPackagesOf = (build: string) => configOf(build).subPackages ?? []

function pagesOf(build: string): string[] {
  const config = configOf(build)
  return [...config.pages, ...furtherPagesOf(config)]
}

/** A copy of the build that somebody has spoilt. */
function spoilt(spoil: (copy: string) => void): string {
  const copy = mkdtempSync(join(tmpdir(), 'yizhan-spoilt-'))
  cpSync(folder, copy, { recursive: true })
  spoil(copy)
  return copy
}

function withSpoilt<Result>(spoil: (copy: string) => void, look: (copy: string) => Result): Result {
  const copy = spoilt(spoil)
  try {
    return look(copy)
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

test('WeChat’s own compiler takes the mini-program', () => {
  const made = compile(folder)
  assert.ok('files' in made, JSON.stringify(made))
  const pages = pagesOf(folder)
  for (const page of pages) assert.ok(made.files.includes(`${page}.js`), `${page} was compiled`)
})

test('a page that is named and missing is noticed by it', () => {
  const made = withSpoilt((copy) => rmSync(join(copy, 'pages/home/index.js')), compile)
  assert.ok('problem' in made && /pages\/home\/index/.test(made.problem), JSON.stringify(made))
})

test('every template is read without a complaint', () => {
  const { templates, problems } = templateProblems(folder)
  assert.deepEqual(problems, [])
  assert.ok(templates > 15, `${templates} templates`)
})

test('a template with a tag left open is noticed', () => {
  const spoil = (copy: string) => writeFileSync(join(copy, 'pages/home/index.wxml'), '<view><text>{{ a</view>')
  assert.ok(withSpoilt(spoil, templateProblems).problems.length > 0)
})

test('every script can be read', () => {
  assert.deepEqual(scriptProblems(folder).problems, [])
})

test('a script with a quoted private field is noticed', () => {
  const spoil = (copy: string) => writeFileSync(join(copy, 'pages/me/index.js'), 'class A{#"x"=1}')
  assert.equal(withSpoilt(spoil, scriptProblems).problems.length, 1)
})

test(`the main package is no larger than ${mainPackageAtMost / kilobyte} KB`, (context) => {
  const roots = subPackagesOf(folder).map(({ root }) => `${root}/`)
  const files = filesOf(folder).filter((file) => !notUploaded.test(file))
  const sizeOf = (of: readonly string[]) => of.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)
  const main = sizeOf(files.filter((file) => !roots.some((root) => file.startsWith(root))))
  const largest = Math.max(0, ...roots.map((root) => sizeOf(files.filter((file) => file.startsWith(root)))))
  const said = [main, largest, sizeOf(files)].map((bytes) => Math.round(bytes / kilobyte))
  context.diagnostic(`main package ${said[0]} KB, largest of ${roots.length} others ${said[1]} KB, all ${said[2]} KB`)
  assert.ok(main <= mainPackageAtMost, `${main} bytes`)
})

test('no picture is in the package: small drawings are part of the code, all others come from the server', () => {
  assert.deepEqual(
    filesOf(folder).filter((file) => pictures.has(extname(file))),
    [],
  )
})

test('no file names a host that is not ours', () => {
  const hosts = hostsOf(
    folder,
    filesOf(folder).filter((file) => texts.has(extname(file))),
  )
  for (const name of namedOnly) hosts.delete(name)
  assert.deepEqual([...hosts], [])
})

test('a host in a style sheet is noticed', () => {
  const spoil = (copy: string) => writeFileSync(join(copy, 'app.wxss'), '@import "https://at.alicdn.com/t/font.css";')
  assert.ok(withSpoilt(spoil, (copy) => hostsOf(copy, ['app.wxss'])).has('at.alicdn.com'))
})
