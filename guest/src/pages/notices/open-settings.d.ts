/** Whether the app can open WeChat's settings for it. */
export declare const canOpenSettings: boolean

/** Opens WeChat's settings for this app; settled when the guest is back. */
export declare function openSettings(): Promise<void>
