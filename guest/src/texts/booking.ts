import { area } from '../../../contract/texts.ts'
import { booking as en } from './en/booking.ts'
import { booking as zh } from './zh/booking.ts'

export const booking = area(zh, en)
