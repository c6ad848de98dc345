import { Button } from 'antd'
import type { ReactNode } from 'react'
import { kit } from '../texts/kit.ts'
import { useTexts } from '../texts/use-texts.ts'

/** What narrows a list, on one line; with `onClear` where something does. */
export function FilterBar({ label, children, onClear }: { label: string; children: ReactNode; onClear?: () => void }) {
  const t = useTexts(kit)
  return (
    <search className="filter-bar" aria-label={label}>
      {children}
      {onClear ? (
        <Button type="text" onClick={onClear}>
          {t('clear')}
        </Button>
      ) : null}
    </search>
  )
}
