import { keywordAtMost } from '@contract/bounds.ts'
import { type ReactNode, useId } from 'react'
import { kit } from '../../texts/kit.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Input, type InputProps, Tap, Text, TextArea, View } from '../elements/base'
import './field.css'
import { Icon } from '../elements/icon.tsx'

export interface FieldProps extends Omit<InputProps, 'label' | 'id' | 'told'> {
  /** Seen above the field, and what a screen reader calls it. */
  label: string
  /** What is wrong, in words: beside the field, linked to it. What was typed stays. */
  error?: string | undefined
  /** Below the field while nothing is wrong. */
  hint?: string
  /** Several lines. */
  lines?: number
  /** At the right of the label: another way to fill it. */
  end?: ReactNode
}

/** A labelled input, 48 high. */
export function Field({ label, error, hint, lines, end, className, ...input }: FieldProps) {
  const id = `field${useId().replace(/\W/g, '')}`
  const told = { invalid: error !== undefined, describedby: error || hint ? `${id}-note` : undefined }
  const Control = lines ? TextArea : Input
  return (
    <View className={`field ${className ?? ''}`}>
      <View className="field-top">
        <Text as="label" for={id} className="field-label">
          {label}
        </Text>
        {end}
      </View>
      <Control
        {...input}
        rows={lines}
        id={id}
        label={label}
        told={told}
        className={`field-input ${error ? 'field-wrong' : ''}`}
      />
      {/* There before anything is wrong: only what changes within it is spoken. */}
      <View told={{ live: 'polite' }}>
        {(error || hint) && (
          <View id={`${id}-note`} className={error ? 'field-error' : 'field-hint'}>
            {error && <Icon name="alert" size={14} colour="seal" />}
            <Text>{error ?? hint}</Text>
          </View>
        )}
      </View>
    </View>
  )
}

export interface SearchFieldProps {
  value: string
  onChange: (value: string) => void
  onDone?: () => void
  label: string
  placeholder: string
}

/** A round field with a glass, and a cross when something is in it. */
export function SearchField({ value, onChange, onDone, label, placeholder }: SearchFieldProps) {
  const t = useTexts(kit)
  return (
    <View className="search-field" role="search">
      <Icon name="search" size={20} colour="ink-3" />
      <Input
        className="search-field-input"
        kind="search"
        value={value}
        onChange={onChange}
        onDone={onDone}
        label={label}
        placeholder={placeholder}
        maxLength={keywordAtMost}
      />
      {value !== '' && (
        <Tap className="search-field-clear" onTap={() => onChange('')} label={t('clearInput')}>
          <Icon name="close" size={18} colour="ink-3" />
        </Tap>
      )}
    </View>
  )
}
