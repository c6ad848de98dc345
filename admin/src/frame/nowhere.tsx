import gate from '@brand/art/empty-gate.svg'
import { Empty } from '../kit/problem.tsx'
import { frame } from '../texts/frame.ts'
import { useTexts } from '../texts/use-texts.ts'

/** An address that is no page, or a person to whom no page is open. */
export function Nowhere() {
  const t = useTexts(frame)
  return (
    <main className="page">
      <h1 className="unseen">{t('nowhere')}</h1>
      <Empty picture={gate} title={t('nowhere')}>
        {t('nowhereNote')}
      </Empty>
    </main>
  )
}
