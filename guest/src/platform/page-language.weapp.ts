/** A mini-program has no document; its screen reader goes by the text. */
export function tellLanguage(): void {}
