import { area } from '../../../contract/texts.ts'
import { signIn as en } from './en/signIn.ts'
import { signIn as zh } from './zh/signIn.ts'

export const signIn = area(zh, en)
