import { area } from '../../../contract/texts.ts'
import { list as en } from './en/list.ts'
import { list as zh } from './zh/list.ts'

export const list = area(zh, en)
