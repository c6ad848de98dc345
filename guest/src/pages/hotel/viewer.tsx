import { useEffect, useState } from 'react'
import { NavButton, Picture, Scroll, Tap, View } from '../../kit/index.ts'
import { useTrap } from '../../platform/focus'
import { screenTop } from '../../platform/screen'
import { hotel as texts } from '../../texts/hotel.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Shot } from './gallery.tsx'

const id = 'hotel-viewer'

/** The pictures alone on the screen: swiped, or turned by arrow keys and buttons. */
export function Viewer({
  pictures,
  at,
  onClose,
}: {
  pictures: readonly Shot[]
  at: number | null
  onClose: () => void
}) {
  const t = useTexts(texts)
  const open = at !== null
  const [now, setNow] = useState(0)
  const [showing, setShowing] = useState('')
  useTrap({ id, open, onEscape: onClose })
  useEffect(() => {
    if (at === null) return setShowing('')
    setNow(at)
    setShowing(idOf(at))
  }, [at])
  if (!open) return null
  const turn = (by: number) => {
    const next = now + by
    if (next < 0 || next >= pictures.length) return
    setNow(next)
    setShowing(idOf(next))
  }
  const shot = pictures[now]
  return (
    <View
      id={id}
      className="hotel-viewer"
      role="dialog"
      label={t('pictures')}
      told={{ modal: true }}
      tabIndex={-1}
      onKey={({ key }) => {
        if (key === 'ArrowLeft') turn(-1)
        if (key === 'ArrowRight') turn(1)
      }}
    >
      <View className="hotel-viewer-top" style={{ paddingTop: `${screenTop.statusPx}px` }}>
        <NavButton icon="close" label={t('close')} onTap={onClose} over />
        <View className="hotel-viewer-count" role="status">
          {t('pictureOf', { n: now + 1, of: pictures.length })}
        </View>
      </View>
      <Scroll axis="x" snap className="hotel-viewer-shots" showing={showing} onShown={setNow}>
        {pictures.map(({ image }, index) => (
          <Tap
            key={image.id}
            id={idOf(index)}
            className="hotel-viewer-shot"
            label={t('shrink', { of: image.alt })}
            tabIndex={index === now ? 0 : -1}
            onTap={onClose}
          >
            <Picture
              image={image}
              alt=""
              width="full"
              height={260}
              first={index === at}
              className="hotel-viewer-picture"
            />
          </Tap>
        ))}
      </Scroll>
      <View className="hotel-viewer-foot">
        <NavButton icon="back" label={t('before')} onTap={() => turn(-1)} over />
        <View className="hotel-viewer-words">{shot?.image.alt}</View>
        <NavButton icon="right" label={t('after')} onTap={() => turn(1)} over />
      </View>
    </View>
  )
}

function idOf(index: number): string {
  return `hotel-viewer-${index}`
}
