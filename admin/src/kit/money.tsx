import { money } from '@contract/format.ts'

/** A sum to the fen. The sign is smaller than the figure; nothing wraps. */
export function Money({ fen, size = 'body' }: { fen: number; size?: 'body' | 'large' }) {
  const [sign, figure] = money(fen).split('¥')
  return (
    <span className={`money money-${size}`}>
      {sign}
      <span className="money-sign">¥</span>
      {figure}
    </span>
  )
}
