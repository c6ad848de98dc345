import { code, text } from './cells.ts'
import { type ImportKind, LineFault, refuseOthersBranch } from './import.ts'
import { hotelIdOf } from './import-hotels.ts'
import { roomTypeIdOf } from './import-room-types.ts'

const columns = {
  branch: { zh: '门店编号', needed: true, read: code },
  room_type: { zh: '房型编号', needed: true, read: code },
  number: { zh: '房号', needed: true, read: text(20) },
  floor: { zh: '楼层', read: text(20) },
} as const

/** A room number is known by its branch and its number: it is made, or it is there. */
export const importRooms: ImportKind<typeof columns> = {
  columns,
  columnOf: {},
  async apply(tx, { hotels, rooms }, { line: { said }, by }) {
    for (const name of ['branch', 'room_type', 'number'] as const) {
      if (said[name] === undefined) throw new LineFault(name, 'missing')
    }
    const [hotelId, roomTypeId] = [hotelIdOf(said.branch!), roomTypeIdOf(said.room_type!)]
    refuseOthersBranch(by, hotelId, 'branch')
    const type = await hotels.roomType(tx, roomTypeId)
    if (type?.hotelId !== hotelId) throw new LineFault('room_type', 'unknown')
    const floor = said.floor ?? ''
    const known = await rooms.byNumber(tx, { hotelId, number: said.number! })
    if (!known) {
      await rooms.create(tx, { hotelId, roomTypeId, number: said.number!, floor })
      return { done: 'created', hotelId }
    }
    if (known.archivedAt !== null) throw new LineFault('number', 'archived')
    if (known.roomTypeId !== roomTypeId) throw new LineFault('room_type', 'of_another_type')
    if (said.floor === undefined || said.floor === known.floor) return { done: 'unchanged', hotelId }
    await rooms.edit(tx, { room: known, change: { floor: said.floor }, actor: by.actor })
    return { done: 'changed', hotelId }
  },
}
