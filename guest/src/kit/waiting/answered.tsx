import type { ReactNode } from 'react'
import type { Answer } from '../../api/use-call.ts'
import { kit } from '../../texts/kit.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Tap, View } from '../elements/base'
import './answered.css'
import { Note } from '../cards/tag.tsx'
import { Problem, type ProblemProps } from './problem.tsx'
import { SkeletonCards, useSlow } from './skeleton.tsx'

export interface AnsweredProps<Value> {
  of: Answer<Value>
  children: (value: Value) => ReactNode
  /** The layout in blocks; shown after 200 ms. Default two cards. */
  skeleton?: ReactNode
  phone?: ProblemProps['phone']
}

/** What a call answered, or what stands in its place: a skeleton, a problem with a way on, or the older answer with a word. */
export function Answered<Value>({ of, children, skeleton, phone }: AnsweredProps<Value>) {
  const t = useTexts(kit)
  const slow = useSlow(of.loading && of.value === undefined && of.failure === null)
  if (of.value !== undefined && !slow) {
    return (
      <>
        {of.stale && (
          <View className="answered-stale">
            <Note
              kind="warn"
              role="status"
              end={
                <Tap className="note-way" onTap={of.retry}>
                  {t('retry')}
                </Tap>
              }
            >
              {t('stale')}
            </Note>
          </View>
        )}
        {children(of.value)}
      </>
    )
  }
  if (of.failure && !of.loading) return <Problem failure={of.failure} onRetry={of.retry} phone={phone} />
  return slow || of.failure ? (skeleton ?? <SkeletonCards />) : null
}
