import { useEffect, useState } from 'react'
import { Button, Row, Sheet, Stepper, View } from '../../kit/index.ts'
import { changeTrip, guestsAtMost, roomsAtMost, useTrip } from '../../state/trip.ts'
import { home } from '../../texts/home.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** How many rooms, for how many; at least one guest a room. */
export function PartySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTexts(home)
  const trip = useTrip()
  const [{ rooms, guests }, setParty] = useState({ rooms: trip.rooms, guests: trip.guests })
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
            changeTrip({ rooms, guests })
            onClose()
          }}
        >
          {t('partyDone', { rooms, guests })}
        </Button>
      }
    >
      <View className="gutter">
        <View className="card">
          <Row
            end={
              <Stepper
                what={t('rooms')}
                value={rooms}
                min={1}
                max={roomsAtMost}
                onChange={(next) => setParty({ rooms: next, guests: Math.max(next, guests) })}
              />
            }
          >
            <View>{t('rooms')}</View>
            <View className="xs">{t('roomsNote', { n: roomsAtMost })}</View>
          </Row>
          <Row
            end={
              <Stepper
                what={t('guests')}
                value={guests}
                min={rooms}
                max={guestsAtMost}
                onChange={(next) => setParty({ rooms, guests: next })}
              />
            }
          >
            <View>{t('guests')}</View>
            <View className="xs">{t('guestsNote')}</View>
          </Row>
        </View>
      </View>
    </Sheet>
  )
}
