/** A mini-program is in WeChat already: nobody asks. */
export function pageAddress(): string {
  return ''
}
