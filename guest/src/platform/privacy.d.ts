/** A call that WeChat holds back until the guest has agreed to the privacy guide. */
export interface HeldBack {
  /** `buttonId`: of WeChat's own button that the guest tapped to agree. */
  agree: (buttonId: string) => void
  refuse: () => void
}

/** Calls `ask` each time WeChat holds a call back; never on the web. The last one who listens is asked. */
export declare function onHeldBack(ask: (held: HeldBack) => void): void

/** Opens the privacy guide as it is kept at WeChat. */
export declare function openPrivacyGuide(): void
