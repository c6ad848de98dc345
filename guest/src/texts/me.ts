import { area } from '../../../contract/texts.ts'
import { me as en } from './en/me.ts'
import { me as zh } from './zh/me.ts'

export const me = area(zh, en)
