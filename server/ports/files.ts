/** Where pictures lie. Names are ours and random; content never changes under a name. */
export interface Files {
  put(name: string, content: Buffer): Promise<void>
  /** Null when there is none of that name. */
  get(name: string): Promise<Buffer | null>
  /** One that is not there is no matter. */
  remove(name: string): Promise<void>
}
