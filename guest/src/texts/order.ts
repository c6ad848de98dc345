import { area } from '../../../contract/texts.ts'
import { order as en } from './en/order.ts'
import { order as zh } from './zh/order.ts'

export const order = area(zh, en)
