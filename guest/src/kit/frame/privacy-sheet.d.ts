import type { ReactNode } from 'react'

/**
 * WeChat asks for the guest's agreement to the privacy guide before phone or place: in each page, shown when a call waits
 * for it. Nothing on the web.
 */
export declare function PrivacySheet(): ReactNode
