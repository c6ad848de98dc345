import type { Image } from '@contract/common.ts'
import { call, calls } from '../../api/call.ts'
import { useCall } from '../../api/use-call.ts'
import { Picture } from '../../kit/index.ts'

/** The room an order is for. Orders carry no pictures; a room type that is gone leaves a plane of paper. */
export function RoomPicture({ roomTypeId }: { roomTypeId: string }) {
  const { value } = useCall(`room picture ${roomTypeId}`, () => pictureOf(roomTypeId))
  return <Picture image={value} alt="" width={72} height={72} className="orders-picture" />
}

/** Many orders are for the same room: its picture is asked for once at a time. */
const asking = new Map<string, Promise<Image | null>>()

function pictureOf(roomTypeId: string): Promise<Image | null> {
  const asked = asking.get(roomTypeId) ?? ask(roomTypeId).finally(() => asking.delete(roomTypeId))
  asking.set(roomTypeId, asked)
  return asked
}

async function ask(roomTypeId: string): Promise<Image | null> {
  const { images } = await call(calls.getRoomType, { params: { id: roomTypeId } })
  return images[0] ?? null
}
