/** WeChat opens the page of a message by itself. */
export function onMessageOpened(): void {}
