export function focusOn(): void {}

export function useTrap(): void {}
