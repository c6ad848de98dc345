import { Note } from '../kit/index.ts'
import { finding } from '../texts/finding.ts'
import { useTexts } from '../texts/use-texts.ts'
import type { Locating } from './place.ts'

/** Where the guest is was not to be known: why, and what is as good. */
export function LocatingNote({ state }: Pick<Locating, 'state'>) {
  const t = useTexts(finding)
  if (state !== 'refused' && state !== 'unknown') return null
  return (
    <Note kind="plain" icon="pin" role="status">
      {t(state === 'refused' ? 'locateRefused' : 'locateUnknown')}
    </Note>
  )
}
