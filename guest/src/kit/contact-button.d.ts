import type { ReactNode } from 'react'

/** A row that opens the chain's customer service in WeChat; nothing where there is no WeChat around the app. */
export declare function ContactButton(props: { children: ReactNode }): ReactNode
