import type { ReactNode } from 'react'
import { Tap, View } from '../elements/base'
import './button.css'
import { Icon, type IconName } from '../elements/icon.tsx'

export interface ButtonProps {
  children: ReactNode
  onTap: () => void
  /** `main`: the one pine button of a screen. `soft`, `ghost`: beside it. `warn`: takes something away. */
  kind?: 'main' | 'soft' | 'ghost' | 'warn'
  /** `large` (52) at the bottom of a screen, `medium` (44) within it. */
  size?: 'large' | 'medium'
  icon?: IconName
  /** Under way: the button stays where it is and says so. */
  busy?: boolean
  disabled?: boolean
  /** Takes what room there is. */
  wide?: boolean
  label?: string
  className?: string
}

/** Names what it does and, where money moves, how much: never a bare OK. */
export function Button({
  children,
  onTap,
  kind = 'main',
  size = 'medium',
  icon,
  busy,
  disabled,
  wide,
  label,
  className,
}: ButtonProps) {
  const colour = disabled
    ? 'ink-3'
    : kind === 'main'
      ? 'card'
      : kind === 'warn'
        ? 'seal'
        : kind === 'soft'
          ? 'pine'
          : 'ink'
  return (
    <Tap
      className={`button button-${disabled ? 'off' : kind} button-${size} ${wide ? 'button-wide' : ''} ${className ?? ''}`}
      onTap={() => {
        if (!busy) onTap()
      }}
      disabled={disabled}
      label={label}
      told={busy ? { busy } : undefined}
    >
      {busy ? (
        <View className="button-turn">
          <Icon name="refresh" size={18} colour={colour} />
        </View>
      ) : (
        icon && <Icon name={icon} size={18} colour={colour} />
      )}
      <View className="button-words">{children}</View>
    </Tap>
  )
}
