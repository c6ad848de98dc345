import { area } from '../../../contract/texts.ts'
import { coupons as en } from './en/coupons.ts'
import { coupons as zh } from './zh/coupons.ts'

export const coupons = area(zh, en)
