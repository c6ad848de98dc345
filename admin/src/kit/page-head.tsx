import type { ReactNode } from 'react'

/** The page's name, what narrows it, and on the right what can be done. */
export function PageHead({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="page-head">
      <h1>{title}</h1>
      {children}
      {actions ? <div className="page-actions">{actions}</div> : null}
    </div>
  )
}
