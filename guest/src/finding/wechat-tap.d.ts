import type { ReactNode } from 'react'
import type { Box } from '../kit/index.ts'

export interface WeChatTapProps extends Pick<Box, 'className' | 'children' | 'label'> {
  /** `share`: hands the page on to friends. `contact`: writes to the chain's people in WeChat. */
  open: 'share' | 'contact'
  /** What a tap does where there is no WeChat around the page. */
  otherwise: () => void
}

/** What only WeChat's own button can open; on the web a button that does the other thing. */
export declare function WeChatTap(props: WeChatTapProps): ReactNode

/** Whether `contact` reaches somebody here by itself. */
export declare const hasContact: boolean
