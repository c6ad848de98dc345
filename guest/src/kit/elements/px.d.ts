/** A length of the drawing for an inline style: stylesheets convert their own. */
export declare function px(length: number): string
