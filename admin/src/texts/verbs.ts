import { area } from '../../../contract/texts.ts'
import { verbs as en } from './en/verbs.ts'
import { verbs as zh } from './zh/verbs.ts'

export const verbs = area(zh, en)
