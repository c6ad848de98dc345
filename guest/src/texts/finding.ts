import { area } from '../../../contract/texts.ts'
import { finding as en } from './en/finding.ts'
import { finding as zh } from './zh/finding.ts'

export const finding = area(zh, en)
