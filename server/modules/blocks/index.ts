import type { Tx } from '../../database/handle.ts'
import { type BlocksDeps, type BlockWish, createBlock, endBlock } from './manage-blocks.ts'
import { blockById, blocksOf } from './store.ts'

export type { Block } from './block.ts'
export type { BlockWish } from './manage-blocks.ts'
export type { BlockFilter } from './store.ts'

export type Blocks = ReturnType<typeof createBlocks>

/** Rooms out of order: their nights are nobody's, and their stock may go off sale with them. */
export function createBlocks(deps: BlocksDeps) {
  return {
    byId: blockById,
    list: blocksOf,
    create: (tx: Tx, wish: BlockWish) => createBlock(tx, deps, wish),
    end: (tx: Tx, wish: Parameters<typeof endBlock>[2]) => endBlock(tx, deps, wish),
  }
}
