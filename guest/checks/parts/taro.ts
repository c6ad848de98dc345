// In the place of Taro on the web: what of it the kit and the calls use. Where a part leads is kept for the test to read.
import { useEffect, useRef } from 'react'

const kept = new Map<string, string>()
const shown = new Set<() => void>()

/** Where the guest was led, oldest first: `navigateTo /pages/…`. */
export const ways: string[] = []

function leads(how: string) {
  return async ({ url }: { url: string }): Promise<void> => {
    ways.push(`${how} ${url}`)
  }
}

/** The guest comes back to the page. */
export function showAgain(): void {
  for (const heard of [...shown]) heard()
}

/** Taro calls it as a page is shown, first and again. */
export function useDidShow(heard: () => void): void {
  const latest = useRef(heard)
  latest.current = heard
  useEffect(() => {
    const call = () => latest.current()
    shown.add(call)
    call()
    return () => {
      shown.delete(call)
    }
  }, [])
}

export function useRouter(): { params: Record<string, string> } {
  return { params: {} }
}

export default {
  navigateTo: leads('navigateTo'),
  redirectTo: leads('redirectTo'),
  reLaunch: leads('reLaunch'),
  switchTab: leads('switchTab'),
  navigateBack: () => leads('navigateBack')({ url: '' }),
  getCurrentPages: () => [],
  getStorageSync: (name: string) => kept.get(name) ?? '',
  setStorageSync: (name: string, value: string) => void kept.set(name, value),
  removeStorageSync: (name: string) => void kept.delete(name),
}
