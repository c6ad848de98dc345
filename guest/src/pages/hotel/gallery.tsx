import type { Image } from '@contract/common.ts'
import { useState } from 'react'
import { Picture, Scroll, Tap, View } from '../../kit/index.ts'
import { hotel as texts } from '../../texts/hotel.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Hotel, RoomType } from './rooms.ts'
import { Viewer } from './viewer.tsx'

/** A picture and what it is of: the house, or one of its rooms by name. */
export interface Shot {
  image: Image
  of: 'house' | 'room'
}

const shotsAtMost = 24

/** The house first, then its rooms, each picture once. */
export function picturesOf(hotel: Pick<Hotel, 'images'>, types: readonly Pick<RoomType, 'images'>[]): Shot[] {
  const shots = [
    ...hotel.images.map((image): Shot => ({ image, of: 'house' })),
    ...types.flatMap(({ images }) => images.map((image): Shot => ({ image, of: 'room' }))),
  ]
  const known = new Set<string>()
  return shots.filter(({ image }) => !known.has(image.id) && known.add(image.id)).slice(0, shotsAtMost)
}

/** The pictures at the top: swiped, chosen by what they are of, opened to fill the screen. */
export function Gallery({ pictures }: { pictures: readonly Shot[] }) {
  const t = useTexts(texts)
  const [at, setAt] = useState(0)
  const [showing, setShowing] = useState('')
  const [viewing, setViewing] = useState<number | null>(null)
  const roomsFrom = pictures.findIndex(({ of }) => of === 'room')
  const parts = [
    { word: t('house'), from: 0, now: roomsFrom < 0 || at < roomsFrom },
    { word: t('rooms'), from: roomsFrom, now: roomsFrom >= 0 && at >= roomsFrom },
  ]
  if (pictures.length === 0) return <Picture image={null} width="full" height={316} />
  return (
    <View as="section" className="hotel-gallery" label={t('pictures')}>
      <Scroll axis="x" snap className="hotel-shots" showing={showing} onShown={setAt}>
        {pictures.map(({ image }, index) => (
          <Tap
            key={image.id}
            id={idOf(index)}
            className="hotel-shot"
            label={t('enlarge', { n: index + 1, of: pictures.length })}
            tabIndex={index === at ? 0 : -1}
            onTap={() => setViewing(index)}
          >
            <Picture image={image} alt="" width="full" height={316} first={index === 0} />
          </Tap>
        ))}
      </Scroll>
      <View className="hotel-gallery-foot">
        {roomsFrom > 0 &&
          parts.map(({ word, from, now }) => (
            <Tap key={word} className="hotel-part" onTap={() => setShowing(idOf(from))} told={{ pressed: now }}>
              <View className={`hotel-pill ${now ? 'hotel-pill-now' : ''}`}>{word}</View>
            </Tap>
          ))}
        <View className="grow" />
        <View className="hotel-pill">{t('pictureOf', { n: at + 1, of: pictures.length })}</View>
      </View>
      <Viewer pictures={pictures} at={viewing} onClose={() => setViewing(null)} />
    </View>
  )
}

function idOf(index: number): string {
  return `hotel-shot-${index}`
}
