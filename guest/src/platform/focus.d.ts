/** Moves the keyboard's focus to the element of that id; nothing in a mini-program. */
export declare function focusOn(id: string): void

/**
 * Keeps the keyboard inside the element of that id while `open`: Tab goes round, Escape calls `onEscape`, focus returns
 * to where it was; the page behind does not scroll. Nothing in a mini-program, where the screen reader is told by roles.
 */
export declare function useTrap(given: { id: string; open: boolean; onEscape: () => void }): void
