/** The way out of a mini-program or page, for texts that lead elsewhere. */
export declare function callPhone(number: string): void

/** Copies a text and says so; whether it worked. */
export declare function copyText(text: string): Promise<boolean>

/** Hands a file of text to the guest: a download on the web, a file to send on in the mini-program. */
export declare function handOver(file: { name: string; text: string }): Promise<void>
