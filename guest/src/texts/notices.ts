import { area } from '../../../contract/texts.ts'
import { notices as en } from './en/notices.ts'
import { notices as zh } from './zh/notices.ts'

export const notices = area(zh, en)
