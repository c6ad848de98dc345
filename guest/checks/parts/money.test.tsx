import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PayBar, Price, Was } from '../../src/kit/index.ts'
import { draw, heard, speak, tap, the } from './stage.tsx'

async function shown(element: React.ReactNode): Promise<string> {
  document.body.replaceChildren()
  await draw(element)
  return document.body.textContent ?? ''
}

test('where money moves it is written to the fen, with its thousands apart', async () => {
  assert.equal(await shown(<Price amountFen={83_600} />), '¥836.00')
  assert.equal(await shown(<Price amountFen={39_934} />), '¥399.34')
  assert.equal(await shown(<Price amountFen={1} />), '¥0.01')
  assert.equal(await shown(<Price amountFen={0} />), '¥0.00')
  assert.equal(await shown(<Price amountFen={99_999} />), '¥999.99')
  assert.equal(await shown(<Price amountFen={100_000} />), '¥1,000.00')
  assert.equal(await shown(<Price amountFen={123_456_789} />), '¥1,234,567.89')
})

test('what is taken off has its minus before the ¥', async () => {
  assert.equal(await shown(<Price amountFen={-6_000} seal />), '−¥60.00')
})

test('a price from which something is sold is whole yuan, never less than is charged, and says so', async () => {
  assert.equal(await shown(<Price as="from" amountFen={42_800} />), '¥428起')
  assert.equal(await shown(<Price as="from" amountFen={42_801} />), '¥429起')
  await speak('en')
  assert.equal(await shown(<Price as="from" amountFen={128_800} />), 'from¥1,288')
})

test('a night is whole yuan where it comes out even, else to the fen', async () => {
  assert.equal(await shown(<Price as="night" amountFen={42_800} />), '¥428')
  assert.equal(await shown(<Price as="night" amountFen={42_850} />), '¥428.50')
})

test('the list price is struck, and whole yuan', async () => {
  await draw(<Was amountFen={123_400} />)
  assert.equal(heard(the('deletion')), '¥1,234')
})

test('the ¥ is a part of its own, so that it can be smaller', async () => {
  await draw(<Price amountFen={83_600} size={28} />)
  assert.equal(document.querySelector('.price-28 .price-sign')?.textContent, '¥')
})

test('the pay bar shows the sum, what is off, and a way to the breakdown; before the sum is known it shows none', async () => {
  await speak('en')
  let opened = 0
  const bar = (amountFen: number | null) => (
    <PayBar amountFen={amountFen} note="¥60.00 off" onDetails={() => (opened += 1)}>
      pay
    </PayBar>
  )
  const { again } = await draw(bar(null))
  assert.doesNotMatch(document.body.textContent ?? '', /¥0|null/)
  await again(bar(83_600))
  assert.match(document.body.textContent ?? '', /^¥836.00¥60.00 off·Details/)
  await tap(the('button'))
  assert.equal(opened, 1)
})
