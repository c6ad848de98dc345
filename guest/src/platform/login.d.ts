/** Whether signing in can happen here without the guest doing anything. */
export declare function canSignIn(): Promise<boolean>

/**
 * Gets WeChat's login code. On the web the browser leaves for WeChat and comes back, so the promise never settles; the
 * code is then found by `returnedCode`. Throws `NeedsWeChat` in another browser, `Unreachable` when WeChat does not answer.
 */
export declare function loginCode(): Promise<{ code: string; via: 'mini' | 'web' }>

/**
 * The code this page came back from WeChat with, once; null when it did not, `unusable` when there is none or we did not
 * ask for it. Also puts the address bar back to where the guest was, so it must run before the first page shows.
 */
export declare function returnedCode(): { code: string; via: 'web' } | 'unusable' | null
