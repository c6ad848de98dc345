/** The whole address of the page the guest is on. */
export declare function pageAddress(): string
