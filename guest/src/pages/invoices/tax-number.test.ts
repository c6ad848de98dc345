import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainTaxNumber, taxNumberFault } from './tax-number.ts'

/** Made here from the rule of GB 32100, not taken from a company. */
const credit = '91510105MA00000XXY'

test('a unified social credit code has a check character, and one wrong sign is seen', () => {
  const right = withCheck(credit.slice(0, 17))
  assert.equal(taxNumberFault(right), null)
  for (let at = 0; at < 18; at += 1) {
    const other = right[at] === '1' ? '2' : '1'
    assert.equal(taxNumberFault(right.slice(0, at) + other + right.slice(at + 1)), 'check', `at ${at}`)
  }
})

test('two neighbours that changed places are seen', () => {
  const right = withCheck('91510104MA61T7K3')
  for (let at = 0; at < 17; at += 1) {
    const swapped = right.slice(0, at) + right[at + 1] + right[at] + right.slice(at + 2)
    if (swapped !== right) assert.notEqual(taxNumberFault(swapped), null, `at ${at}`)
  }
})

test('a code known to be right passes', () => {
  assert.equal(taxNumberFault('91350100M000100Y43'), null)
})

test('a letter that is not in the code is pointed at', () => {
  assert.equal(taxNumberFault('9135O100M000100Y43'), 'lookalike')
})

test('an identity number of a sole trader passes by its own check', () => {
  assert.equal(taxNumberFault('11010519491231002X'), null)
  assert.equal(taxNumberFault('110105194912310021'), 'check')
})

test('older numbers are taken by their length', () => {
  assert.equal(taxNumberFault('510105123456789'), null)
  assert.equal(taxNumberFault('11010519491231002X01'), null)
  assert.equal(taxNumberFault('5101051234567'), 'length')
  assert.equal(taxNumberFault(''), 'missing')
  assert.equal(taxNumberFault('5101051234567_9'), 'letters')
})

test('what people paste is cleaned', () => {
  assert.equal(plainTaxNumber(' 9135 0100-m000 100y43\u3000'), '91350100M000100Y43')
  assert.equal(plainTaxNumber('\uff19\uff11\uff21'), '91A')
})

/** The rule once more, by the table of weights that the standard prints. */
function withCheck(first: string): string {
  const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
  const body = first.padEnd(17, '0')
  const sum = weights.reduce((total, weight, at) => total + weight * signs.indexOf(body[at]!), 0)
  return body + signs[(31 - (sum % 31)) % 31]
}
