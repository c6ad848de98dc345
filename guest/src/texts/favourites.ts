import { area } from '../../../contract/texts.ts'
import { favourites as en } from './en/favourites.ts'
import { favourites as zh } from './zh/favourites.ts'

export const favourites = area(zh, en)
