import Taro, { usePageNotFound } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import './platform/styles'
import './app.css'
import { replaceWith } from './go.ts'
import { onMessageOpened } from './platform/opened'
import { tellLanguage } from './platform/page-language'
import { languageStore } from './state/language.ts'
import { finishSignIn } from './state/sign-in.ts'

// Before the first page: a browser that comes back from WeChat gets its address put back to where the guest was.
finishSignIn()
tellLanguage(languageStore.get())
onMessageOpened((url) => void Taro.navigateTo({ url }))

export default function App({ children }: PropsWithChildren) {
  usePageNotFound(() => replaceWith('missing'))
  return children
}
