import { area } from '../../../contract/texts.ts'
import { missing as en } from './en/missing.ts'
import { missing as zh } from './zh/missing.ts'

export const missing = area(zh, en)
