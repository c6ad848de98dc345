import type { Tx } from '../../database/handle.ts'
import type { RoomType, RoomTypeWish } from '../hotels/index.ts'
import { code, list, oneOf, text, whole, yesOrNo, yuan } from './cells.ts'
import {
  demand,
  type ImportActor,
  type ImportDeps,
  type ImportKind,
  isSame,
  LineFault,
  refuseOthersBranch,
} from './import.ts'
import { hotelIdOf } from './import-hotels.ts'
import type { Said } from './sheet.ts'
import { said as have, wordsOf } from './words.ts'

const columns = {
  branch: { zh: '门店编号', needed: true, read: code },
  code: { zh: '编号', needed: true, read: code },
  name: { zh: '名称', needed: true, read: text(100) },
  name_en: { zh: '英文名称', read: text(100) },
  description: { zh: '介绍', read: text(4000) },
  description_en: { zh: '英文介绍', read: text(4000) },
  area_m2: { zh: '面积', needed: true, read: whole(1, 10_000) },
  bed: { zh: '床型', needed: true, read: text(40) },
  bed_en: { zh: '英文床型', read: text(40) },
  guests: { zh: '可住人数', needed: true, read: whole(1, 20) },
  facilities: { zh: '设施', read: list },
  list_price: { zh: '门市价', needed: true, read: yuan },
  stock: { zh: '每日库存', read: whole(0, 10_000) },
  stock_mode: { zh: '减库存方式', read: oneOf(['order', 'payment', 'never']) },
  on_sale: { zh: '在售', read: yesOrNo },
  sort: { zh: '排序', read: whole(0, 1_000_000) },
  price: { zh: '售价', needed: true, read: yuan },
  breakfast: { zh: '早餐份数', read: whole(0, 10) },
  policy: { zh: '取消规则', read: text(64) },
} as const

type Line = Said<typeof columns>

/** The code is the type's id without its prefix. */
export const roomTypeIdOf = (typeCode: string) => `rmt_${typeCode}`

export const importRoomTypes: ImportKind<typeof columns> = {
  columns,
  columnOf: {
    listFen: 'list_price',
    dailyStock: 'stock',
    stockMode: 'stock_mode',
    baseFen: 'price',
    policyId: 'policy',
  },
  async apply(tx, deps, { line: { said }, by }) {
    if (said.branch === undefined) throw new LineFault('branch', 'missing')
    if (said.code === undefined) throw new LineFault('code', 'missing')
    const [hotelId, id] = [hotelIdOf(said.branch), roomTypeIdOf(said.code)]
    refuseOthersBranch(by, hotelId, 'branch')
    if (!(await deps.hotels.hotel(tx, hotelId))) throw new LineFault('branch', 'unknown')
    const before = await deps.hotels.roomType(tx, id)
    if (before && before.hotelId !== hotelId) throw new LineFault('code', 'of_another_branch')
    const ofType = before
      ? await change(tx, deps, { before, said, by })
      : await create(tx, deps, { id, hotelId, said, by })
    const ofPlan = await price(tx, deps, { roomTypeId: id, said, by })
    return { done: ofType === 'unchanged' && ofPlan === 'changed' ? 'changed' : ofType, hotelId }
  },
}

interface Asked {
  said: Line
  by: ImportActor
}

async function create(
  tx: Tx,
  { hotels }: ImportDeps,
  { id, hotelId, said, by }: Asked & { id: string; hotelId: string },
): Promise<'created'> {
  demand(said, columns)
  await hotels.createRoomType(tx, { ...unsaid, ...fieldsOf(said, unsaid), id, hotelId }, by.actor)
  return 'created'
}

async function change(
  tx: Tx,
  { hotels }: ImportDeps,
  { before, said, by }: Asked & { before: RoomType },
): Promise<'changed' | 'unchanged'> {
  const fields = fieldsOf(said, before)
  if (isSame(before, { ...before, ...fields })) return 'unchanged'
  await hotels.editRoomType(tx, before.id, fields, by.actor)
  return 'changed'
}

/** The price is the flat base of the type's own plan; a type without one gets it. */
async function price(
  tx: Tx,
  { hotels }: ImportDeps,
  { roomTypeId, said, by }: Asked & { roomTypeId: string },
): Promise<'changed' | 'unchanged'> {
  const plans = await hotels.ratePlansOf(tx, [roomTypeId])
  const own = plans.find(({ parentId }) => parentId === null)
  const policyId = said.policy ?? own?.policyId ?? (await hotels.policies(tx))[0]?.id
  const fields = have({
    baseFen: said.price === undefined ? undefined : Array<number>(7).fill(said.price),
    breakfast: said.breakfast,
    policyId,
  })
  if (own) {
    if (isSame(own, { ...own, ...fields })) return 'unchanged'
    await hotels.editRatePlan(tx, own.id, fields, by.actor)
    return 'changed'
  }
  if (fields.baseFen === undefined) throw new LineFault('price', 'missing')
  if (policyId === undefined) throw new LineFault('policy', 'missing')
  const plan = { ...newPlan, ...fields, baseFen: fields.baseFen, policyId }
  await hotels.createRatePlan(tx, { ...plan, roomTypeId }, by.actor)
  return 'changed'
}

const newPlan = {
  name: { zh: '标准价', en: 'Standard' },
  breakfast: 0,
  parentId: null,
  derive: null,
  minStay: 1,
  onSale: true,
  sort: 0,
}

/** A type as it is where the file says nothing. */
const unsaid: Omit<RoomTypeWish, 'id' | 'hotelId'> = {
  name: { zh: '' },
  imageIds: [],
  description: { zh: '' },
  areaM2: 0,
  bed: { zh: '' },
  guests: 0,
  facilities: [],
  listFen: 0,
  dailyStock: null,
  stockMode: 'order',
  onSale: true,
  sort: 0,
}

function fieldsOf(line: Line, before: Omit<RoomTypeWish, 'id' | 'hotelId'>) {
  return have({
    name: wordsOf(before.name, line.name, line.name_en),
    description: wordsOf(before.description, line.description, line.description_en),
    areaM2: line.area_m2,
    bed: wordsOf(before.bed, line.bed, line.bed_en),
    guests: line.guests,
    facilities: line.facilities?.map((zh) => before.facilities.find((one) => one.zh === zh) ?? { zh }),
    listFen: line.list_price,
    dailyStock: line.stock_mode === 'never' ? null : line.stock,
    stockMode: line.stock_mode,
    onSale: line.on_sale,
    sort: line.sort,
  })
}
