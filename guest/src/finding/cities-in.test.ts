import assert from 'node:assert/strict'
import { test } from 'node:test'
import { citiesIn, districtOf } from './cities-in.ts'

test('districts are gathered by city, those with most branches first, a municipality said once', () => {
  const area = (province: string, city: string, district: string, hotels: number) => ({
    ...{ province, city, district, hotels },
    ...{ provinceName: 'x', cityName: city, districtName: `${district}!`, initial: 'X' },
  })
  const cities = citiesIn([
    area('北京市', '北京市', '东城区', 1),
    area('四川省', '成都市', '青羊区', 2),
    area('四川省', '成都市', '', 1),
  ])
  assert.deepEqual(
    cities.map(({ city, name, hotels, districts }) => [city, name, hotels, districts]),
    [
      ['成都市', '成都', 3, [{ area: '四川省 成都市 青羊区', name: '青羊区!', hotels: 2 }]],
      ['北京市', '北京', 1, [{ area: '北京市 东城区', name: '东城区!', hotels: 1 }]],
    ],
  )
  assert.equal(districtOf('四川省 成都市 青羊区'), '青羊区')
})
