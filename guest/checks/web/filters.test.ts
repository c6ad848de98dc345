import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayIn } from '../../../contract/texts.ts'
import { list as listTexts } from '../../src/texts/list.ts'
import { like } from '../texts.ts'
import { setUp } from './setting.ts'
import type { Stage } from './stage.ts'

const setting = setUp()
const list = sayIn(listTexts, 'zh')

/** What the page asks the search, in order. */
function searchesOf({ page }: Stage): URLSearchParams[] {
  const asked: URLSearchParams[] = []
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url())
    if (pathname === '/api/guest/hotels') asked.push(searchParams)
  })
  return asked
}

/** The button that takes the filters, and says how many branches are left. */
const look = ({ page }: Stage) => page.getByRole('button', { name: like(list('lookAll')), exact: true })

test('the list brings the counts of its filters; what is tried out is counted, and shown once it is taken', () =>
  setting.on({}, async (stage) => {
    const asked = searchesOf(stage)
    await stage.open('/pages/list/index')
    await stage.settled()
    assert.deepEqual(
      asked.map((query) => query.get('facets')),
      ['true'],
      'one search opens the page',
    )

    await stage.page.getByRole('button', { name: list('filters'), exact: true }).click()
    await look(stage).waitFor()
    await stage.settled()
    assert.equal(asked.length, 1, 'the sheet shows what the list counted')

    await stage.page.getByRole('dialog').getByText(list('twoBreakfasts'), { exact: true }).click()
    await stage.settled()
    assert.deepEqual([asked.length, asked[1]?.get('breakfast'), asked[1]?.get('limit')], [2, '2', '1'])

    await look(stage).click()
    await stage.settled()
    assert.deepEqual([asked.length, asked[2]?.get('breakfast'), asked[2]?.get('facets')], [3, '2', 'true'])
  }))
