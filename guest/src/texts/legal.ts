import { area } from '../../../contract/texts.ts'
import { legal as en } from './en/legal.ts'
import { legal as zh } from './zh/legal.ts'

export const legal = area(zh, en)
