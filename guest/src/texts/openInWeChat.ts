import { area } from '../../../contract/texts.ts'
import { openInWeChat as en } from './en/openInWeChat.ts'
import { openInWeChat as zh } from './zh/openInWeChat.ts'

export const openInWeChat = area(zh, en)
