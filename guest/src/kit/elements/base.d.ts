import type { CSSProperties, ReactNode } from 'react'

/** What a screen reader is told beyond role and label. */
export interface Told {
  hidden?: boolean
  disabled?: boolean
  checked?: boolean
  selected?: boolean
  expanded?: boolean
  modal?: boolean
  busy?: boolean
  invalid?: boolean
  pressed?: boolean
  live?: 'polite' | 'assertive'
  current?: 'page' | 'step' | 'date'
  /** On the web only: ids of elements that label or describe this one. */
  labelledby?: string
  describedby?: string
  rowindex?: number
  colindex?: number
}

export interface Box {
  id?: string
  className?: string
  style?: CSSProperties
  children?: ReactNode
  role?: string
  /** What a screen reader says in place of the content. */
  label?: string
  told?: Told
}

/** The element on the web; a mini-program has only one kind of view. */
export type ViewAs =
  | 'div'
  | 'main'
  | 'nav'
  | 'header'
  | 'section'
  | 'article'
  | 'aside'
  | 'form'
  | 'h1'
  | 'h2'
  | 'h3'
  | 'p'
  | 'ul'
  | 'ol'
  | 'li'
  | 'dl'
  | 'dt'
  | 'dd'

export interface ViewProps extends Box {
  as?: ViewAs
  /** On the web: -1 lets code move the focus here. */
  tabIndex?: number
  onKey?: (event: KeyPress) => void
  /** Only for what is no control of its own, as the mask behind a sheet. Controls are `Tap`. */
  onTap?: () => void
}

/** A key on the web. */
export interface KeyPress {
  key: string
  shiftKey: boolean
  preventDefault: () => void
}

/** A block. */
export declare function View(props: ViewProps): ReactNode

/** A run of text. */
export declare function Text(props: Box & { as?: 'span' | 'strong' | 'del' | 'label'; for?: string }): ReactNode

export interface TapProps extends Box {
  onTap: () => void
  disabled?: boolean
  /** Roving focus: -1 takes it out of the order of Tab. */
  tabIndex?: number
  onKey?: (event: KeyPress) => void
  /** Stops the tap from reaching what lies around it. */
  alone?: boolean
}

/** Something to tap: a real button on the web, so Enter, Space and the screen reader come with it. */
export declare function Tap(props: TapProps): ReactNode

/** A way to another page: a real link on the web. `path` as `pathTo` makes it. */
export declare function Way(props: Box & { path: string; onTap?: () => void }): ReactNode

export interface InputProps {
  id?: string
  className?: string
  value: string
  onChange: (value: string) => void
  placeholder?: string
  label: string
  kind?: 'text' | 'phone' | 'number' | 'email' | 'search'
  maxLength?: number
  disabled?: boolean
  told?: Told
  onDone?: () => void
  onFocus?: () => void
  onBlur?: () => void
  /** What a browser may fill in by itself: `name`, `tel`, `email` … */
  autoComplete?: string
}

export declare function Input(props: InputProps): ReactNode

/** Several lines. */
export declare function TextArea(props: InputProps & { rows?: number }): ReactNode

export interface ScrollProps extends Box {
  axis: 'x' | 'y'
  /** Near the end: load or draw more. */
  onNearEnd?: () => void
  /** Scrolls to the child of that id when it changes. */
  showing?: string
  /** Swiping stops at each child. */
  snap?: boolean
  /** With `snap`: the child that is in view. */
  onShown?: (index: number) => void
}

export declare function Scroll(props: ScrollProps): ReactNode
