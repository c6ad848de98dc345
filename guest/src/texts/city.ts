import { area } from './area.ts'
import { city as en } from './en/city.ts'
import { city as zh } from './zh/city.ts'

export const city = area(zh, en)
