import { area } from '../../../contract/texts.ts'
import { words as en } from './en/words.ts'
import { words as zh } from './zh/words.ts'

export const words = area(zh, en)
