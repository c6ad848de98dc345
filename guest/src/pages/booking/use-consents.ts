import type { NoticeTemplate } from '@contract/notice-templates.ts'
import { useEffect, useRef } from 'react'
import { randomKey } from '../../format/random-key.ts'
import { askable, askConsents } from '../../state/consents.ts'

const askedOnBooking = ['to_pay', 'paid', 'cancelled'] as const satisfies NoticeTemplate[]

/** Asks which messages may come, once on this page and straight from the tap; what was given then stays given. */
export function useConsents(): { ask: () => Promise<NoticeTemplate[]> } {
  const occasion = useRef(`booking ${randomKey()}`)
  const names = useRef<NoticeTemplate[]>([])
  const given = useRef<NoticeTemplate[]>([])
  useEffect(() => {
    // Without the settings nothing is asked: an order needs no messages.
    askable(askedOnBooking).then(
      (can) => {
        names.current = can
      },
      () => undefined,
    )
  }, [])
  return {
    ask: async () => {
      const accepted = await askConsents(occasion.current, names.current)
      given.current = [...new Set([...given.current, ...accepted])]
      return given.current
    },
  }
}
