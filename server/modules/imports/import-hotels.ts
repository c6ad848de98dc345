import type { Hotel } from '../hotels/index.ts'
import { code, degrees, list, oneOf, text, time, whole } from './cells.ts'
import { demand, type ImportKind, isSame, LineFault, refuseOthersBranch } from './import.ts'
import type { Said } from './sheet.ts'
import { said as have, wordsOf } from './words.ts'

const columns = {
  code: { zh: '编号', needed: true, read: code },
  name: { zh: '名称', needed: true, read: text(100) },
  name_en: { zh: '英文名称', read: text(100) },
  state: { zh: '状态', read: oneOf(['open', 'closed']) },
  sort: { zh: '排序', read: whole(0, 1_000_000) },
  phone: { zh: '电话', needed: true, read: text(32) },
  province: { zh: '省', needed: true, read: text(40) },
  city: { zh: '市', needed: true, read: text(40) },
  district: { zh: '区', needed: true, read: text(40) },
  address: { zh: '地址', needed: true, read: text(200) },
  address_en: { zh: '英文地址', read: text(200) },
  lat: { zh: '纬度', needed: true, read: degrees(90) },
  lng: { zh: '经度', needed: true, read: degrees(180) },
  description: { zh: '介绍', read: text(4000) },
  description_en: { zh: '英文介绍', read: text(4000) },
  tags: { zh: '服务标签', read: list },
  zone: { zh: '时区', read: text(40) },
  day_ends_at: { zh: '营业日结束', read: time },
  check_in_from: { zh: '入住时间', read: time },
  check_out_until: { zh: '离店时间', read: time },
} as const

type Line = Said<typeof columns>

/** The code is the branch's id without its prefix. */
export const hotelIdOf = (branchCode: string) => `hot_${branchCode}`

export const importHotels: ImportKind<typeof columns> = {
  columns,
  columnOf: {
    dayEndsAtMinutes: 'day_ends_at',
    checkInFromMinutes: 'check_in_from',
    checkOutUntilMinutes: 'check_out_until',
  },
  async apply(tx, { hotels }, { line: { said }, by }) {
    if (said.code === undefined) throw new LineFault('code', 'missing')
    const hotelId = hotelIdOf(said.code)
    refuseOthersBranch(by, hotelId, 'code')
    const before = await hotels.hotel(tx, hotelId)
    if (!before) {
      if (by.hotelIds !== 'all') throw new LineFault('code', 'not_yours')
      demand(said, columns)
      await hotels.createHotel(tx, { ...unsaid, ...fieldsOf(said, unsaid), id: hotelId }, by.actor)
      return { done: 'created', hotelId }
    }
    const fields = fieldsOf(said, before)
    if (isSame(before, { ...before, ...fields })) return { done: 'unchanged', hotelId }
    await hotels.editHotel(tx, hotelId, fields, by.actor)
    return { done: 'changed', hotelId }
  },
}

/** A branch as it is where the file says nothing. */
const unsaid: Omit<Hotel, 'id' | 'version'> = {
  name: { zh: '' },
  sort: 0,
  state: 'open',
  avatarId: null,
  imageIds: [],
  tags: [],
  phone: '',
  description: { zh: '' },
  province: '',
  city: '',
  district: '',
  address: { zh: '' },
  lat: 0,
  lng: 0,
  clock: { zone: 'Asia/Shanghai', dayEndsAtMinutes: 6 * 60 },
  checkInFromMinutes: 14 * 60,
  checkOutUntilMinutes: 12 * 60,
}

function fieldsOf(line: Line, before: Omit<Hotel, 'id' | 'version'>) {
  const { zone = before.clock.zone, day_ends_at: dayEndsAtMinutes = before.clock.dayEndsAtMinutes } = line
  return have({
    name: wordsOf(before.name, line.name, line.name_en),
    sort: line.sort,
    state: line.state,
    phone: line.phone,
    province: line.province,
    city: line.city,
    district: line.district,
    address: wordsOf(before.address, line.address, line.address_en),
    lat: line.lat,
    lng: line.lng,
    description: wordsOf(before.description, line.description, line.description_en),
    tags: line.tags?.map((zh) => before.tags.find((tag) => tag.zh === zh) ?? { zh }),
    clock: { ...before.clock, zone, dayEndsAtMinutes },
    checkInFromMinutes: line.check_in_from,
    checkOutUntilMinutes: line.check_out_until,
  })
}
