import { area } from './area.ts'
import { list as en } from './en/list.ts'
import { list as zh } from './zh/list.ts'

export const list = area(zh, en)
