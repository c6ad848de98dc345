import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dayName, fromPrice, instantText, money, textIn } from './format.ts'

test('money has two decimals and groups of three, and no fen is lost', () => {
  const said: [number, string][] = [
    [0, '¥0.00'],
    [1, '¥0.01'],
    [42_800, '¥428.00'],
    [123_450, '¥1,234.50'],
    [100_000_000, '¥1,000,000.00'],
    [-5, '−¥0.05'],
    [-123_450, '−¥1,234.50'],
  ]
  for (const [fen, text] of said) assert.equal(money(fen), text)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), (fen) => {
      assert.equal(Number(money(fen).replace(/[¥,.]/g, '')), fen)
    }),
  )
})

test('a from-price is whole yuan and never less than what is charged', () => {
  assert.deepEqual([38_800, 38_801, 1, 0, 123_400].map(fromPrice), ['¥388', '¥389', '¥1', '¥0', '¥1,234'])
})

test('a day is named the same wherever the program runs', () => {
  assert.equal(dayName('2026-11-25', 'zh'), '11月25日 周三')
  assert.equal(dayName('2026-11-25', 'en'), 'Wed 25 Nov')
  assert.equal(dayName('2027-01-03', 'zh'), '1月3日 周日')
  assert.equal(dayName('2028-02-29', 'en'), 'Tue 29 Feb')
})

test('an instant is RFC 3339, a missing English text is Chinese', () => {
  assert.equal(instantText(Date.UTC(2026, 10, 25, 4, 5, 6, 7)), '2026-11-25T04:05:06.007Z')
  assert.equal(textIn('en', { zh: '槐里' }), '槐里')
  assert.equal(textIn('en', { zh: '槐里', en: 'Huaili' }), 'Huaili')
  assert.equal(textIn('zh', { zh: '槐里', en: 'Huaili' }), '槐里')
})
