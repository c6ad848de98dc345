import type { Transport } from '@contract/client.ts'

/** Carries a call: `fetch` on the web, `wx.request` in the mini-program. Throws `Unreachable` when nothing came back. */
export declare const transport: Transport
