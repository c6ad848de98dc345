import { area } from '../../../contract/texts.ts'
import { privacy as en } from './en/privacy.ts'
import { privacy as zh } from './zh/privacy.ts'

export const privacy = area(zh, en)
