import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CsvColumn, csvHead, csvLine, csvRow, yuan } from './csv.ts'

test('a line is as RFC 4180 says', () => {
  assert.equal(
    csvLine(['成都', 3, null, 'a,b', 'say "so"', 'two\nlines']),
    '成都,3,,"a,b","say ""so""","two\nlines"\r\n',
  )
})

test('no text is a formula to a spreadsheet, and numbers stay numbers', () => {
  for (const text of ['=1+1', '+cmd', '-2+3', '@sum', '＝1', '  =1', '\t=1', '\u0000=1', '|x', '-']) {
    assert.match(csvLine([text]), /^"?'/, JSON.stringify(text))
  }
  for (const text of ['-12.50', '0.00', '7', '驿站=店', 'a+b']) assert.equal(csvLine([text]), `${text}\r\n`)
  assert.equal(csvLine(['=HYPERLINK("a")']), `"'=HYPERLINK(""a"")"\r\n`)
})

test('the head stands in the caller’s language, behind a mark of its encoding', () => {
  const columns: CsvColumn<{ fen: number }>[] = [{ zh: '金额', en: 'Amount', of: ({ fen }) => yuan(fen) }]
  assert.equal(csvHead(columns, 'zh'), '\ufeff金额\r\n')
  assert.equal(csvHead(columns, 'en'), '\ufeffAmount\r\n')
  assert.equal(csvRow(columns, { fen: -5 }), '-0.05\r\n')
})

test('yuan have both decimals', () => {
  assert.deepEqual([0, 1, 100, 123_456, -250].map(yuan), ['0.00', '0.01', '1.00', '1234.56', '-2.50'])
})
