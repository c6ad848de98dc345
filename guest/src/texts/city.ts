import { area } from '../../../contract/texts.ts'
import { city as en } from './en/city.ts'
import { city as zh } from './zh/city.ts'

export const city = area(zh, en)
