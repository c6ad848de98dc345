/** Keeps personal data unreadable in rows, and findable without reading it. */
export interface Sealer {
  /** Encrypts with the newest key; the key's id is part of the result. */
  seal(text: string): string
  /** Throws when the text was not sealed by one of our keys or was changed. */
  open(sealed: string): string
  /** The same text gives the same index, and the index gives nothing back: for look-ups and for "was here before". */
  blindIndex(purpose: string, text: string): string
}
