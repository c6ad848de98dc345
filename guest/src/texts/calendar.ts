import { area } from '../../../contract/texts.ts'
import { calendar as en } from './en/calendar.ts'
import { calendar as zh } from './zh/calendar.ts'

export const calendar = area(zh, en)
