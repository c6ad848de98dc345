/** A browser asks for the place by itself and gives no phone number. */
export function onHeldBack(): void {}

export function openPrivacyGuide(): void {}
