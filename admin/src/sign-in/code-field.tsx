const digits = 6

export interface CodeFieldProps {
  value: string
  onChange(code: string): void
  /** All six are there: by typing, or pasted at once. */
  onFull(code: string): void
  id?: string
  'aria-describedby'?: string
  'aria-invalid'?: boolean
  status?: string
}

/** One field drawn as six boxes: it takes a code from the clipboard, and a screen reader hears one thing to fill in. */
export function CodeField({ value, onChange, onFull, status: _, ...told }: CodeFieldProps) {
  return (
    <span className="code">
      {Array.from({ length: digits }, (_each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: places, not things
        <span key={index} className={index === value.length ? 'code-box code-next' : 'code-box'} aria-hidden="true" />
      ))}
      <input
        {...told}
        className="code-input"
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="\d{6}"
        // biome-ignore lint/a11y/noAutofocus: the step before it ended with a key, and this is the only thing to do
        autoFocus
        value={value}
        onChange={({ target }) => {
          const code = target.value.replace(/\D/g, '').slice(0, digits)
          onChange(code)
          if (code.length === digits && code !== value) onFull(code)
        }}
      />
    </span>
  )
}
