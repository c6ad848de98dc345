import { area } from '../../../contract/texts.ts'
import { pay as en } from './en/pay.ts'
import { pay as zh } from './zh/pay.ts'

export const pay = area(zh, en)
