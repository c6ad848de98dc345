import type { NoticeTemplate } from '@contract/notice-templates.ts'
import { askToSubscribe, subscribeSettings } from '../platform/subscribe'
import { keep, readKept } from './kept.ts'
import { readSite } from './site.ts'

const atOnce = 3

/** Which of these notices may be asked for now: none that was refused for good, none where WeChat is switched off. */
export async function askable(wanted: readonly NoticeTemplate[]): Promise<NoticeTemplate[]> {
  const [settings, { templates }] = await Promise.all([subscribeSettings(), readSite()])
  if (!settings?.on) return []
  return wanted.filter((name) => templates[name] && settings.items[templates[name]] !== 'reject').slice(0, atOnce)
}

/**
 * Asks for one-time subscriptions, at most three, once for each occasion (an order and a step); those given. Call it
 * straight from a tap, with what `askable` found when the screen was drawn: WeChat refuses a sheet nobody tapped for.
 */
export async function askConsents(occasion: string, names: readonly NoticeTemplate[]): Promise<NoticeTemplate[]> {
  if (names.length === 0 || wasAsked(occasion)) return []
  const { templates } = await readSite()
  keep('asked-1', [...asked().slice(-askedAtMost), occasion])
  const accepted = await askToSubscribe(names.slice(0, atOnce).map((name) => templates[name]))
  return names.filter((name) => accepted.includes(templates[name]))
}

/** Whether the guest was asked on this occasion before: nobody is asked twice for the same thing. */
export function wasAsked(occasion: string): boolean {
  return asked().includes(occasion)
}

const askedAtMost = 40

function asked(): string[] {
  const found = readKept('asked-1')
  return Array.isArray(found) ? found.filter((each): each is string => typeof each === 'string') : []
}
