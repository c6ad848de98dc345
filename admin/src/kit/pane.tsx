import { Button } from 'antd'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { kit } from '../texts/kit.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Icon } from './icon.tsx'

export interface PaneProps {
  title: string
  note?: ReactNode
  onClose(): void
  children: ReactNode
  /** What can be done, with the one main button at the end. */
  foot?: ReactNode
}

/** Beside the list, never over it. Takes the keyboard when it opens; Escape closes it. */
export function Pane({ title, note, onClose, children, foot }: PaneProps) {
  const t = useTexts(kit)
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <aside
      className="pane"
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        onClose()
      }}
    >
      <div className="pane-head">
        <h2 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <span className="pane-note">{note}</span>
        <Button type="text" aria-label={t('close')} icon={<Icon name="close" />} onClick={onClose} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
      <section className="pane-body" tabIndex={0} aria-labelledby={id}>
        {children}
      </section>
      {foot ? <div className="pane-foot">{foot}</div> : null}
    </aside>
  )
}
