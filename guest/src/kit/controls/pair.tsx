import { View } from '../elements/base'
import { Button, type ButtonProps } from './button.tsx'
import './pair.css'

interface PairButton extends Pick<ButtonProps, 'kind' | 'onTap' | 'busy' | 'disabled'> {
  word: string
}

export interface PairProps {
  /** At the left; `ghost` unless it says otherwise. */
  first: PairButton
  /** At the right; `main` unless it says otherwise. */
  second: PairButton
  /** As wide as each other, or the second takes what room the first leaves. */
  shares?: 'even' | 'second'
}

/** The two ways on at the bottom of a sheet or a page. They stand over each other where their words need the room. */
export function Pair({ first, second, shares = 'even' }: PairProps) {
  return (
    <View className={`pair pair-${shares}`}>
      <One {...first} kind={first.kind ?? 'ghost'} />
      <One {...second} kind={second.kind ?? 'main'} />
    </View>
  )
}

function One({ word, ...button }: PairButton) {
  return (
    <Button {...button} size="large" wide>
      {word}
    </Button>
  )
}
