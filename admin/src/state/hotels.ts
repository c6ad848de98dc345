import type { ReplyOf } from '@contract/operation.ts'
import { useQuery } from '@tanstack/react-query'
import { call, calls } from '../api/call.ts'
import { serverClock } from '../api/clock.ts'
import { hotelDay } from '../format/hotel-time.ts'
import { useBranchChoice } from './branch.ts'
import { useMay } from './session.ts'

export type Branch = ReplyOf<typeof calls.listHotels>['items'][number]

const pageSize = 100
const pagesAtMost = 20
const freshMs = 60_000
/** Of a branch nobody could be asked about. */
const usualClock = { zone: 'Asia/Shanghai', dayEndsAtMinutes: 360 }

/** The branches of whoever is signed in; none where they may not look at branches. */
export function useBranches(): readonly Branch[] {
  const may = useMay()
  const { data } = useQuery({
    queryKey: ['branches'],
    queryFn: allBranches,
    staleTime: freshMs,
    enabled: may(calls.listHotels.permission),
  })
  return data ?? []
}

/** The branch that is chosen; null for all of them, or for one that is no longer theirs. */
export function useChosenBranch(): Branch | null {
  const choice = useBranchChoice()
  const branches = useBranches()
  if (branches.length === 1) return branches[0]!
  return branches.find(({ id }) => id === choice) ?? null
}

/** The clock of a branch, or of the chain's first where none is meant. */
export function useHotelClock(hotelId: string | null): { zone: string; dayEndsAtMinutes: number; today(): string } {
  const branches = useBranches()
  const { zone, dayEndsAtMinutes } = branches.find(({ id }) => id === hotelId) ?? branches[0] ?? usualClock
  return { zone, dayEndsAtMinutes, today: () => hotelDay(serverClock.now(), { zone, dayEndsAtMinutes }) }
}

async function allBranches(): Promise<Branch[]> {
  const found: Branch[] = []
  let cursor: string | null = null
  for (let page = 0; page < pagesAtMost; page += 1) {
    const query: { limit: number; cursor?: string } = { limit: pageSize, ...(cursor ? { cursor } : {}) }
    const { items, nextCursor } = await call(calls.listHotels, { query })
    found.push(...items)
    cursor = nextCursor
    if (!cursor) break
  }
  return found
}
