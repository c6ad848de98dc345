import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeInitial, placeName } from './place-names.ts'

test('a place has the name it goes by in English', () => {
  const names = [
    '成都市',
    '重庆市',
    '西安市',
    '香港特别行政区',
    '内蒙古自治区',
    '广西壮族自治区',
    '青羊区',
    '大理白族自治州',
    '锡林郭勒盟',
  ]
  assert.deepEqual(
    names.map((name) => placeName(name, 'en')),
    ['Chengdu', 'Chongqing', "Xi'an", 'Hong Kong', 'Inner Mongolia', 'Guangxi', 'Qingyang', 'Dali', 'Xilinguole'],
  )
  assert.equal(placeName('成都市', 'zh'), '成都市')
})

test('a place stands under its letter', () => {
  assert.deepEqual(['成都市', '深圳市', '陕西省', '42'].map(placeInitial), ['C', 'S', 'S', '#'])
})
