import { QueryClient } from '@tanstack/react-query'
import { failureOf } from './failure.ts'

const triesAtMost = 2

/**
 * Without a network a call fails and says so at once: waiting silently for one would look like a button that hangs.
 * Answers stay for a moment; coming back to the window asks again. Only what may pass by itself is tried again.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 5_000,
      retry: (tries, error) => tries < triesAtMost && ['offline', 'busy'].includes(failureOf(error).kind),
    },
    mutations: { networkMode: 'always', retry: false },
  },
})
