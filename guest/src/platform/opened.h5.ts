export function onMessageOpened(open: (path: string) => void): void {
  window.addEventListener('yizhan.open', (event) => {
    const path = (event as CustomEvent<{ path?: unknown }>).detail?.path
    if (typeof path === 'string' && /^\/pages\/[a-z]+\/index(?:\?|$)/.test(path)) open(path)
  })
}
