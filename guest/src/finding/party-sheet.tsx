import { guestsAtMost } from '@contract/bounds.ts'
import { useEffect, useState } from 'react'
import { Button, Row, Sheet, Stepper, View } from '../kit/index.ts'
import { useBookingBounds } from '../state/site.ts'
import { changeTrip, useTrip } from '../state/trip.ts'
import { finding } from '../texts/finding.ts'
import { useTexts } from '../texts/use-texts.ts'
import './party-sheet.css'

export interface Party {
  rooms: number
  guests: number
}

/** How many rooms, for how many; a sheet of its own. */
export function PartySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTexts(finding)
  const trip = useTrip()
  const partyWords = usePartyWords()
  const [party, setParty] = useState<Party>({ rooms: trip.rooms, guests: trip.guests })
  useEffect(() => {
    if (open) setParty({ rooms: trip.rooms, guests: trip.guests })
  }, [open])
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={t('partyTitle')}
      bar={
        <Button
          size="large"
          wide
          onTap={() => {
            changeTrip({ rooms: party.rooms, guests: party.guests })
            onClose()
          }}
        >
          {partyWords(party)}
        </Button>
      }
    >
      <View className="gutter party">
        <PartyRows party={party} onChange={setParty} />
      </View>
    </Sheet>
  )
}

/** Steppers for both; at least one guest a room. */
export function PartyRows({ party, onChange }: { party: Party; onChange: (party: Party) => void }) {
  const t = useTexts(finding)
  const { rooms, guests } = party
  const bounds = useBookingBounds()
  return (
    <View className="card">
      <Row
        end={
          <Stepper
            what={t('roomsWord')}
            value={rooms}
            min={1}
            max={bounds?.roomsAtMost ?? rooms}
            onChange={(next) => onChange({ rooms: next, guests: Math.max(next, guests) })}
          />
        }
      >
        <View>{t('roomsWord')}</View>
        {bounds && <View className="xs">{t('roomsNote', { n: bounds.roomsAtMost })}</View>}
      </Row>
      <Row
        end={
          <Stepper
            what={t('guestsWord')}
            value={guests}
            min={rooms}
            max={guestsAtMost}
            onChange={(next) => onChange({ rooms, guests: next })}
          />
        }
      >
        <View>{t('guestsWord')}</View>
        <View className="xs">{t('guestsNote')}</View>
      </Row>
    </View>
  )
}

/** `1 间·2 位成人`, `1 room · 2 adults`. */
export function usePartyWords(): (party: Party) => string {
  const t = useTexts(finding)
  return ({ rooms, guests }) => t('party', { rooms: t('rooms', { n: rooms }), guests: t('adults', { n: guests }) })
}
