/** Whether `PhoneButton` can get a number here: in the mini-program and the sandbox's phone, not in a browser. */
export declare function canGivePhone(): Promise<boolean>
