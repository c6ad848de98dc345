/** What the platform keeps of a page's top, in px: WeChat's status bar and its capsule; nothing on the web. */
export declare const screenTop: { statusPx: number; barPx: number; capsulePx: number }

/** The device's px per px, for choosing a picture's size. */
export declare const pixelRatio: number

/** Puts the page's name where the platform shows it. */
export declare function tellTitle(title: string): void
