import { kit } from '../texts/kit.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Tap, View } from './base'
import { Icon } from './icon.tsx'
import './stepper.css'

export interface StepperProps {
  /** What is counted, as part of the buttons' labels: 房间, rooms. */
  what: string
  value: number
  min: number
  max: number
  onChange: (value: number) => void
}

/** Fewer and more, with the number between them. */
export function Stepper({ what, value, min, max, onChange }: StepperProps) {
  const t = useTexts(kit)
  return (
    <View className="stepper" role="group" label={what}>
      <Tap
        className="stepper-tap"
        onTap={() => onChange(value - 1)}
        disabled={value <= min}
        label={t('less', { what })}
      >
        <View className="stepper-box">
          <Icon name="minus" size={16} colour={value <= min ? 'ink-4' : 'ink'} />
        </View>
      </Tap>
      <View className="stepper-value" told={{ live: 'polite' }}>
        {value}
      </View>
      <Tap
        className="stepper-tap"
        onTap={() => onChange(value + 1)}
        disabled={value >= max}
        label={t('more', { what })}
      >
        <View className="stepper-box">
          <Icon name="plus" size={16} colour={value >= max ? 'ink-4' : 'ink'} />
        </View>
      </Tap>
    </View>
  )
}
