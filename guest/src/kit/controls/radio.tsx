import { View } from '../elements/base'
import { Icon } from '../elements/icon.tsx'
import './radio.css'

/** The mark of a choice: a round box with a check. What is around it carries role and state. */
export function RadioMark({ on }: { on: boolean }) {
  return (
    <View className={`radio ${on ? 'radio-on' : ''}`} told={{ hidden: true }}>
      {on && <Icon name="check" size={16} colour="card" />}
    </View>
  )
}
