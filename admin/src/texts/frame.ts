import { area } from '../../../contract/texts.ts'
import { frame as en } from './en/frame.ts'
import { frame as zh } from './zh/frame.ts'

export const frame = area(zh, en)
