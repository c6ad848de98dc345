import { useDidShow } from '@tarojs/taro'
import type { Answer } from './use-call.ts'

/** Asks again whenever the guest comes back to the page: what it shows may have changed on another. */
export function useShownAgain({ loading, retry }: Pick<Answer<unknown>, 'loading' | 'retry'>): void {
  useDidShow(() => {
    if (!loading) retry()
  })
}
