import { area } from '../../../contract/texts.ts'
import { hotel as en } from './en/hotel.ts'
import { hotel as zh } from './zh/hotel.ts'

export const hotel = area(zh, en)
