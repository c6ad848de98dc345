import type { DeskOrderWhole } from '@contract/admin/orders.ts'
import { momentText } from '../format/hotel-time.ts'
import { State, type Tone } from '../kit/state.tsx'
import { useLanguage } from '../state/language.ts'
import { orders } from '../texts/orders.ts'
import { useTexts } from '../texts/use-texts.ts'

type Room = DeskOrderWhole['guests'][number]

const states = {
  expected: { tone: 'pine', text: 'room_expected' },
  in: { tone: 'sky', text: 'room_in' },
  out: { tone: 'quiet', text: 'room_out' },
} as const satisfies Record<Room['state'], { tone: Tone; text: string }>

/** Who sleeps where, and since when. */
export function RoomsSection({ order: { guests, zone } }: { order: DeskOrderWhole }) {
  const t = useTexts(orders)
  const language = useLanguage()
  return (
    <section>
      <h3>{t('guests')}</h3>
      <ul className="lines">
        {guests.map((room) => {
          const since = room.checkedOutAt ?? room.checkedInAt
          const { tone, text } = states[room.state]
          return (
            <li key={room.id}>
              <span className="lines-main">
                <b>{room.roomNumber ?? t('noNumber')}</b> {room.guestName}
              </span>
              <span className="second">{since ? momentText(since, { zone, language }) : null}</span>
              <State tone={tone}>{t(text)}</State>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
