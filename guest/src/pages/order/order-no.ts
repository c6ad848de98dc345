/** An order's number in groups of four, as it is read aloud: `YZ 2611 2300 4187`. */
export function groupedNo(orderNo: string): string {
  const [, letters = '', rest = orderNo] = /^([A-Za-z]*)(.*)$/.exec(orderNo) ?? []
  return [letters, ...(rest.match(/.{1,4}/g) ?? [])].filter(Boolean).join(' ')
}
