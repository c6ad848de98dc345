import { area } from '../../../contract/texts.ts'
import { home as en } from './en/home.ts'
import { home as zh } from './zh/home.ts'

export const home = area(zh, en)
