import { type ReactNode, useEffect } from 'react'
import { useAct } from '../api/use-act.ts'
import { Icon, OpenInWeChat, ProblemNote, Sheet, Tap, View } from '../kit/index.ts'
import { loadFavourites, markFavourite, useFavourites } from '../state/favourites.ts'
import { keep, readKept } from '../state/kept.ts'
import { useSession } from '../state/session.ts'
import { signIn } from '../state/sign-in.ts'
import { finding } from '../texts/finding.ts'
import { useTexts } from '../texts/use-texts.ts'
import './heart.css'

export interface HeartState {
  marked: boolean
  toggle: () => void
  /** A sheet that says why a mark was not made; beside the button, wherever that is. */
  trouble: ReactNode
}

/** Marking a branch: shown at once, put back when it could not be kept. Signs the guest in first. */
export function useHeart(hotelId: string): HeartState {
  const t = useTexts(finding)
  const marked = useFavourites()?.has(hotelId) === true
  const act = useAct(async (to: 'marked' | 'unmarked') => {
    // On the web the browser leaves for WeChat to sign in: the wish is on the device before.
    if (to === 'marked') keep('favourites-1', hotelId)
    try {
      await signIn()
    } finally {
      keep('favourites-1', null)
    }
    await loadFavourites()
    await markFavourite(hotelId, to)
  })
  const { failure } = act
  const trouble = (
    <Sheet open={failure !== null} onClose={act.clear} title={t('markTitle')}>
      {failure?.code === 'needs_wechat' ? (
        <OpenInWeChat />
      ) : (
        <View className="gutter heart-trouble">{failure && <ProblemNote failure={failure} />}</View>
      )}
    </Sheet>
  )
  return { marked, toggle: () => act.run(marked ? 'unmarked' : 'marked'), trouble }
}

/** For pages with hearts: learns which branches are marked, and makes the mark the guest left for WeChat with. */
export function useMarks(): void {
  const { member } = useSession()
  useEffect(() => {
    if (!member) return
    // Hearts are no reason for a failed screen: without an answer they stay empty.
    settleMarks().catch((error: unknown) => console.warn('marks are not known', error))
  }, [member?.id])
}

async function settleMarks(): Promise<void> {
  await loadFavourites()
  const waiting = readKept('favourites-1')
  if (typeof waiting !== 'string') return
  keep('favourites-1', null)
  await markFavourite(waiting, 'marked')
}

/** The heart on a picture. */
export function Heart({ hotelId, name }: { hotelId: string; name: string }) {
  const t = useTexts(finding)
  const { marked, toggle, trouble } = useHeart(hotelId)
  return (
    <>
      <Tap className="heart" onTap={toggle} label={t('mark', { name })} told={{ pressed: marked }} alone>
        <View className="heart-round">
          <Icon name="heart" size={18} colour="card" solid={marked} />
        </View>
      </Tap>
      {trouble}
    </>
  )
}
