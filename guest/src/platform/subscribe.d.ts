/** What the guest has decided for good, by template id; null where nobody knows: then nothing may be asked. */
export declare function subscribeSettings(): Promise<{ on: boolean; items: Record<string, string> } | null>

/** Shows WeChat's sheet for at most three templates; those that were accepted. Must come straight from a tap. */
export declare function askToSubscribe(templateIds: readonly string[]): Promise<string[]>
