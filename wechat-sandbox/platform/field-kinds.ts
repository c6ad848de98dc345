const clock = String.raw`\d{1,2}:\d{2}(:\d{2})?`
const day = String.raw`\d{4}年\d{1,2}月\d{1,2}日`
const timeOfDay = `(${day} ?)?${clock}`
const calendarDay = `${day}( ?${clock})?`

/** What WeChat accepts in a template field of each kind; the kind is the key without its number. */
const kinds: Record<string, (value: string) => boolean> = {
  thing: (value) => [...value].length <= 20,
  number: (value) => value.length <= 32 && /^-?\d+(\.\d+)?$/.test(value),
  letter: (value) => /^[A-Za-z]{1,32}$/.test(value),
  symbol: (value) => [...value].length <= 5 && !/[\p{L}\p{N}]/u.test(value),
  character_string: (value) => /^[\x21-\x7e]{1,32}$/.test(value),
  time: (value) => new RegExp(`^${timeOfDay}( ?~ ?${timeOfDay})?$`).test(value),
  date: (value) => new RegExp(`^${calendarDay}( ?~ ?${calendarDay})?$`).test(value),
  amount: (value) => /^[^\d\s]?\d{1,10}(\.\d{1,2})?元?$/.test(value),
  phone_number: (value) => /^[\d+\-() ]{1,17}$/.test(value),
  car_number: (value) => [...value].length <= 8,
  name: (value) => /^\p{Script=Han}{1,10}$/u.test(value) || /^[\x20-\x7e]{1,20}$/.test(value),
  phrase: (value) => /^\p{Script=Han}{1,5}$/u.test(value),
}

/** Whether `value` fits the field, for example `thing3` or `date10`. A blank value fits nowhere. */
export function isFieldValue(key: string, value: string): boolean {
  const fits = kinds[key.replace(/\d+$/, '')]
  return fits !== undefined && value.trim() !== '' && fits(value)
}
