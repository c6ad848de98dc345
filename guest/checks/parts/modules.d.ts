// What the component tests use of packages that bring no types, and what the build for the web knows.
declare module 'jsdom' {
  export class JSDOM {
    constructor(html: string, options: { url: string; pretendToBeVisual: boolean })
    window: Window & typeof globalThis
  }
}

declare module 'react-dom/client' {
  export interface Root {
    render(element: import('react').ReactNode): void
    unmount(): void
  }
  export function createRoot(place: Element): Root
}

declare module '*.css'
declare module '*.svg' {
  const url: string
  export default url
}

declare const API_BASE: string
