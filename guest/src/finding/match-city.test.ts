import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { City } from './cities-in.ts'
import { byLetter, matchCities } from './match-city.ts'

const city = (name: string, initial: string, ...districts: string[]): City => ({
  city: `${name}市`,
  name,
  initial,
  hotels: 1,
  districts: districts.map((district) => ({ area: `x ${name}市 ${district}`, name: district, hotels: 1 })),
})
const chengdu = city('成都', 'C', '青羊区', '武侯区')
const xian = city('西安', 'X', '雁塔区')
const harbin = city('哈尔滨', 'H')
const other = city('那边', '#')
const all = [other, xian, chengdu, harbin]
const latin = new Map([
  ['成都市', 'Chengdu'],
  ['西安市', "Xi'an"],
  ['哈尔滨市', 'Harbin'],
])
const named = (typed: string) => matchCities(all, typed, latin).cities.map(({ name }) => name)

test('a city is found by part of its name, and by how it begins in Latin letters', () => {
  for (const typed of ['成', '成都', '成都市', 'chengdu', 'Cheng', 'cheng du '])
    assert.deepEqual(named(typed), ['成都'])
  for (const typed of ['xian', "Xi'an", 'xi’an']) assert.deepEqual(named(typed), ['西安'])
  assert.deepEqual(named('du'), [])
  assert.deepEqual(named('。'), [])
  assert.deepEqual(named(' '), [])
})

test('a district leads to its city', () => {
  const { districts, cities } = matchCities(all, '青羊', latin)
  assert.deepEqual(districts, [{ city: chengdu, district: chengdu.districts[0] }])
  assert.deepEqual(cities, [])
})

test('cities stand from A to Z, those without a letter at the end', () => {
  const letters = byLetter(all).map(({ letter, cities }) => [letter, ...cities.map(({ name }) => name)])
  assert.deepEqual(letters, [
    ['C', '成都'],
    ['H', '哈尔滨'],
    ['X', '西安'],
    ['#', '那边'],
  ])
})
