import { kit } from '../../texts/kit.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Tap, View } from '../elements/base'
import { Icon } from '../elements/icon.tsx'
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
      <Step icon="minus" label={t('less', { what })} ends={value <= min} onTap={() => onChange(value - 1)} />
      <View className="stepper-value" told={{ live: 'polite' }}>
        {value}
      </View>
      <Step icon="plus" label={t('more', { what })} ends={value >= max} onTap={() => onChange(value + 1)} />
    </View>
  )
}

interface StepProps {
  icon: 'minus' | 'plus'
  label: string
  ends: boolean
  onTap: () => void
}

/** At its end it only says that it is off: a button that is taken away would take the keyboard with it. */
function Step({ icon, label, ends, onTap }: StepProps) {
  return (
    <Tap
      className="stepper-tap"
      label={label}
      told={ends ? { disabled: true } : undefined}
      onTap={() => {
        if (!ends) onTap()
      }}
    >
      <View className="stepper-box">
        <Icon name={icon} size={16} colour={ends ? 'ink-4' : 'ink'} />
      </View>
    </Tap>
  )
}
