/** Calls `open` with the path of each message the guest taps while the app is open: the sandbox's phone tells it so. */
export declare function onMessageOpened(open: (path: string) => void): void
