/** What is wrong with a Chinese tax number as it was typed; null: nothing that can be seen from here. */
export type TaxNumberFault = 'missing' | 'letters' | 'length' | 'lookalike' | 'check'

/** Spaces, dashes and full-width signs come with what people paste. */
export function plainTaxNumber(typed: string): string {
  return typed
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000-]/g, '')
    .toUpperCase()
}

/**
 * The unified social credit code of GB 32100 has 18 characters and a check character; who trades under an identity
 * number has that number's check (GB 11643). The older numbers of 15, 17 and 20 have none.
 */
export function taxNumberFault(typed: string): TaxNumberFault | null {
  const number = plainTaxNumber(typed)
  if (number === '') return 'missing'
  if (!/^[0-9A-Z]+$/.test(number)) return 'letters'
  if (![15, 17, 18, 20].includes(number.length)) return 'length'
  if (number.length !== 18 || isCreditCode(number) || isIdentityNumber(number)) return null
  return /[IOSVZ]/.test(number) ? 'lookalike' : 'check'
}

/** Without I, O, S, V and Z, which look like figures. */
const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY'

function isCreditCode(number: string): boolean {
  const places = [...number].map((sign) => signs.indexOf(sign))
  if (places.includes(-1)) return false
  const sum = places.slice(0, 17).reduce((total, place, at) => total + place * (3 ** at % 31), 0)
  return places[17] === (31 - (sum % 31)) % 31
}

function isIdentityNumber(number: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number)) return false
  const sum = [...number.slice(0, 17)].reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0)
  return number[17] === '10X98765432'[sum % 11]
}
