import { type Browser, chromium } from 'playwright-core'
import { findChromium } from './find-chromium.ts'

/** A browser that keeps to itself: no updates, no sync, no look-ups of its own. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function launch(more: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('there is no Chromium: set CHROME_PATH')
  return chromium.launch({ executablePath, args: [...flags, ...more] })
}
