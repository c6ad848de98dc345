import { area } from '../../../contract/texts.ts'
import { invoices as en } from './en/invoices.ts'
import { invoices as zh } from './zh/invoices.ts'

export const invoices = area(zh, en)
