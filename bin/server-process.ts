import { join } from 'node:path'

/** How Node runs the server: young objects get 4 MB instead of 16, which is a third less memory at rest. */
export const serverFlags = ['--max-semi-space-size=4']

/**
 * Said before the process begins. Where compiled code is kept: when all of it is there, what strips the types from
 * TypeScript is never loaded, which is 12 MB less memory and a third less time to start. And how many heaps glibc opens
 * for the threads beside the main one, which have little to keep: 4 MB less.
 */
export const serverEnvironment = {
  NODE_COMPILE_CACHE: join(import.meta.dirname, '../node_modules/.cache/compiled'),
  MALLOC_ARENA_MAX: '2',
}
