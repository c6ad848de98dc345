import { createKeptStore, useStore } from './store.ts'

/** The branch whose things are shown, by its id; `all` for all branches of whoever is signed in. */
export const branchStore = createKeptStore<string>('branch', (found) => found ?? 'all')

export function useBranchChoice(): string {
  return useStore(branchStore)
}
