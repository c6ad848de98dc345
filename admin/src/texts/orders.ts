import { area } from '../../../contract/texts.ts'
import { orders as en } from './en/orders.ts'
import { orders as zh } from './zh/orders.ts'

export const orders = area(zh, en)
