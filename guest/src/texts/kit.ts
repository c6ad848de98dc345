import { area } from '../../../contract/texts.ts'
import { kit as en } from './en/kit.ts'
import { kit as zh } from './zh/kit.ts'

export const kit = area(zh, en)
