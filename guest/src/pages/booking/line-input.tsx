import type { ReactNode } from 'react'
import { Icon, Input, Text, View } from '../../kit/index.ts'
import './line-input.css'

export interface LineInputProps {
  id: string
  name: string
  value: string
  onChange: (value: string) => void
  placeholder: string
  kind?: 'text' | 'phone'
  maxLength: number
  autoComplete: string
  error?: string | undefined
  disabled: boolean
  /** At the right: another way to fill it. */
  end?: ReactNode
}

/** A row of a card to type in: its name at the left, what is wrong below it and linked to it. */
export function LineInput({ id, name, error, end, ...input }: LineInputProps) {
  return (
    <View className="line-input">
      <View className="line-input-row">
        <Text as="label" for={id} className="line-input-name">
          {name}
        </Text>
        <Input
          {...input}
          id={id}
          label={name}
          className="line-input-field"
          told={{ invalid: error !== undefined, describedby: error ? `${id}-note` : undefined }}
        />
        {end}
      </View>
      {error && (
        <View id={`${id}-note`} className="field-error line-input-error" role="alert">
          <Icon name="alert" size={14} colour="seal" />
          <Text>{error}</Text>
        </View>
      )}
    </View>
  )
}
