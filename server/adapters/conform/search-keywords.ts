import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { CreateIndex } from './search.ts'
import { aHotel, now } from './search-world.ts'

const hotels = [
  aHotel('chunxi', {
    name: { zh: '驿站·春熙路店', en: 'Yizhan Chunxi Road' },
    address: { zh: '锦江区总府路8号（近太古里）' },
    tags: [{ zh: '免费停车' }, { zh: 'Wi-Fi 6' }],
  }),
  aHotel('taikoo', {
    name: { zh: '太古里7天酒店', en: 'Café Inn' },
    address: { zh: '中纱帽街' },
    tags: [{ zh: '泳池' }],
  }),
  aHotel('chongqing', {
    name: { zh: '驿站解放碑店' },
    address: { zh: '渝中区民权路', en: "9 People's Park" },
    city: '重庆',
    area: '渝中区',
  }),
  aHotel('lvchun', { name: { zh: '驿站绿春店' }, address: { zh: '人民路' }, city: '绿春', area: '大兴镇' }),
]

/** What is typed → the hotels that must be found, and no other. */
const cases: [typed: string, found: string[], why: string][] = [
  ['春', ['chunxi', 'lvchun'], 'one Chinese character'],
  ['太古', ['chunxi', 'taikoo'], 'two characters, in a name and in an address'],
  ['春熙路', ['chunxi'], 'three characters'],
  ['春熙路店', ['chunxi'], 'four characters'],
  ['停车', ['chunxi'], 'the middle of a tag'],
  ['解放碑', ['chongqing'], 'a name'],
  ['重庆', ['chongqing'], 'a city'],
  ['锦江区', ['chunxi', 'taikoo'], 'an area'],
  ['熙春', [], 'characters in another order'],
  ['春路', [], 'characters that do not stand together'],
  ['驿站春熙', [], 'characters with a sign between them'],
  ['chunxilu', ['chunxi'], 'full pinyin'],
  ['chunx', ['chunxi'], 'pinyin begun'],
  ['xilu', ['chunxi'], 'pinyin from a character in the middle'],
  ['unxi', [], 'pinyin from the middle of a syllable'],
  ['cxl', ['chunxi'], 'initials'],
  ['tgl', ['chunxi', 'taikoo'], 'initials in name and address'],
  ['cq', ['chongqing'], 'initials of a city whose first character has two readings'],
  ['chongqing', ['chongqing'], 'the reading it has in that word'],
  ['zhongqing', [], 'not its other reading'],
  ['lvchun', ['lvchun'], 'ü typed v'],
  ['LÜCHUN', ['lvchun'], 'ü typed as it is'],
  ['road', ['chunxi'], 'an English word'],
  ['yiz', ['chunxi', 'chongqing', 'lvchun'], 'a word begun, and pinyin alike'],
  ['oad', [], 'the middle of a word'],
  ['cafe', ['taikoo'], 'without the accent'],
  ['CAFÉ', ['taikoo'], 'in capitals, with it'],
  ['peoples', ['chongqing'], 'without the apostrophe'],
  ['people’s', ['chongqing'], 'with another apostrophe'],
  ['7天', ['taikoo'], 'a digit and Chinese'],
  ['7tianjiu', ['taikoo'], 'a digit and pinyin'],
  ['７天', ['taikoo'], 'full width'],
  ['wifi', [], 'a word that a sign cuts in two'],
  ['wi-fi', ['chunxi'], 'both halves of it'],
  ['春熙 太古里', ['chunxi'], 'two parts in different texts'],
  ['chunxi 停车', ['chunxi'], 'pinyin and Chinese'],
  ['春熙lu', ['chunxi'], 'pinyin behind Chinese'],
  ['春熙 解放碑', [], 'parts of different hotels'],
  ['路 8', ['chunxi'], 'a number of the street'],
  [' 。 ', ['chunxi', 'taikoo', 'chongqing', 'lvchun'], 'nothing but signs'],
  ['', ['chunxi', 'taikoo', 'chongqing', 'lvchun'], 'nothing'],
]

export function searchKeywords(createIndex: CreateIndex) {
  describe('a keyword', () => {
    test('finds in name, address, city, area and tags what was typed, in Chinese, pinyin, initials or English', async () => {
      const index = await createIndex()
      await index.upsertHotels(hotels)
      for (const [q, found, why] of cases) {
        const { items } = await index.search({ at: now, q, limit: 20 })
        assert.deepEqual(items.map((hit) => hit.hotelId).sort(), [...found].sort(), `“${q}”: ${why}`)
      }
    })

    test('narrows what city, area and tags leave', async () => {
      const index = await createIndex()
      await index.upsertHotels(hotels)
      const found = async (rest: object) =>
        (await index.search({ at: now, limit: 20, ...rest })).items.map((hit) => hit.hotelId)
      assert.deepEqual(await found({ q: '春', city: '绿春' }), ['lvchun'])
      assert.deepEqual(await found({ q: '太古', tags: ['泳池'] }), ['taikoo'])
      assert.deepEqual(await found({ tags: ['泳池', '免费停车'] }), [])
      assert.deepEqual(await found({ city: '成都', area: '渝中区' }), [])
      assert.deepEqual(await found({ area: '渝中区' }), ['chongqing'])
    })

    test('longer than anybody types is cut, not searched', async () => {
      const index = await createIndex()
      await index.upsertHotels(hotels)
      const { items } = await index.search({ at: now, q: `春熙${' '.repeat(62)}解放碑`, limit: 20 })
      assert.deepEqual(
        items.map((hit) => hit.hotelId),
        ['chunxi'],
      )
    })
  })
}
