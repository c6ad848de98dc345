import { putFavourite } from '../../../contract/guest/favourites.ts'
import { city as cityTexts } from '../../src/texts/city.ts'
import { favourites as favouriteTexts } from '../../src/texts/favourites.ts'
import { finding } from '../../src/texts/finding.ts'
import { home as homeTexts } from '../../src/texts/home.ts'
import { hotel as hotelTexts } from '../../src/texts/hotel.ts'
import { kit } from '../../src/texts/kit.ts'
import { list as listTexts } from '../../src/texts/list.ts'
import { huaili } from '../house.ts'
import type { Stage } from '../web/stage.ts'
import { cutOff, hang, like, type Play, refuse, type Scene, shows, tap } from './scene.ts'

const paths = { home: '/pages/home/index', city: '/pages/city/index', list: '/pages/list/index' }
const hotelPath = `/pages/hotel/index?id=${huaili}`
/** The branch in the hills: few rooms a night, and a deck for tents without a number. */
const hills = 'hot_chengdu_qingcheng'
const hillsRooms = ['rmt_chengdu_qingcheng_1', 'rmt_chengdu_qingcheng_2']
const hillsDeck = 'rmt_chengdu_qingcheng_3'

/** The search as it was left on the device. */
export async function trip(play: Play, wish: { from?: number; nights?: number; rooms?: number; city?: string } = {}) {
  const { from = 30, nights = 2, rooms = 1, city = '成都市' } = wish
  return { 'trip-1': { city, ...(await play.stay({ from, nights })), rooms, guests: 2 * rooms } }
}

/** No room of that branch is left for two nights. */
async function soldOut(play: Play, from: number): Promise<void> {
  const { checkIn, checkOut } = await play.stay({ from, nights: 2 })
  const desk = await play.desk()
  const nights = { hotelId: hills, from: checkIn, to: checkOut }
  for (const roomTypeId of hillsRooms) await desk.set({ ...nights, roomTypeId }, { total: 0 })
  await desk.set({ ...nights, roomTypeId: hillsDeck }, { closed: true })
}

/** The dialog that a tap opens. */
async function opens(stage: Stage, name: string | RegExp): Promise<Stage> {
  await tap(stage, name)
  await stage.page.getByRole('dialog').first().waitFor()
  return stage
}

/** The dialog that a tap there opens. */
export async function opensBy(stage: Stage, place: string): Promise<Stage> {
  await stage.page.locator(place).filter({ visible: true }).first().click()
  await stage.page.getByRole('dialog').first().waitFor()
  return stage
}

/** The hotel's page with the wish of these days, then what is done there. */
const hotelScene = (name: string, act: (play: Play, stage: Stage) => Promise<unknown>): Scene => ({
  name,
  async play(play) {
    const stage = await play.open(hotelPath, { kept: await trip(play) })
    await stage.settled()
    await act(play, stage)
    return stage
  },
})

export const findingScenes: Scene[] = [
  { name: 'home', play: async (play) => play.open(paths.home, { kept: await trip(play, { city: '' }) }) },
  {
    name: 'home-coupon',
    async play(play) {
      const guest = await play.guest()
      await guest.hasCoupon()
      const stage = await play.open(paths.home, { guest })
      await stage.page.locator('.home-coupon').waitFor()
      return stage
    },
  },
  {
    name: 'home-calendar',
    play: async (play) => opensBy(await play.open(paths.home), '.dates'),
  },
  {
    name: 'home-party',
    play: async (play) => opens(await play.open(paths.home), /\d+ (?:位成人|adults?)$/),
  },
  {
    name: 'home-near-refused',
    async play(play) {
      const stage = await play.open(paths.home)
      await tap(stage, play.say(homeTexts)('near'))
      await shows(stage, play.say(finding)('locateRefused'))
      return stage
    },
  },
  {
    name: 'home-offline',
    async play(play) {
      const stage = await play.stage()
      await cutOff(stage)
      await stage.open(paths.home)
      await shows(stage, play.say(kit)('offlineTitle'))
      return stage
    },
  },
  { name: 'city', play: (play) => play.open(paths.city, { kept: { 'cities-1': ['深圳市', '成都市'] } }) },
  {
    name: 'city-search',
    async play(play) {
      const stage = await play.open(paths.city)
      await stage.page.getByRole('searchbox').fill('cd')
      return stage
    },
  },
  {
    name: 'city-search-nothing',
    async play(play) {
      const stage = await play.open(paths.city)
      await stage.page.getByRole('searchbox').fill('火星')
      await shows(stage, like(play.say(cityTexts)('nothing')))
      return stage
    },
  },
  {
    name: 'city-near',
    async play(play) {
      const stage = await play.stage()
      await stage.context.grantPermissions(['geolocation'], { origin: play.house.url })
      await stage.context.setGeolocation({ latitude: 30.66, longitude: 104.06 })
      await stage.open(paths.city)
      await tap(stage, play.say(finding)('locate'))
      await shows(stage, like(play.say(cityTexts)('nearDistrict')))
      return stage
    },
  },
  { name: 'list', play: async (play) => play.open(paths.list, { kept: await trip(play) }) },
  {
    name: 'list-full',
    async play(play) {
      await soldOut(play, 60)
      const stage = await play.open(paths.list, { kept: await trip(play, { from: 60 }) })
      await shows(stage, play.say(finding)('full'))
      return stage
    },
  },
  {
    name: 'list-filters',
    async play(play) {
      const stage = await play.open(paths.list, { kept: await trip(play) })
      await stage.settled()
      return opens(stage, play.say(listTexts)('filters'))
    },
  },
  {
    name: 'list-nothing',
    async play(play) {
      const stage = await play.open(`${paths.list}?q=${encodeURIComponent('火星')}`, { kept: await trip(play) })
      await shows(stage, play.say(listTexts)('nothing'))
      return stage
    },
  },
  {
    name: 'list-loading',
    moving: true,
    async play(play) {
      const stage = await play.stage({ kept: await trip(play) })
      await hang(stage, '**/api/guest/hotels?*')
      await stage.open(paths.list)
      await stage.page.locator('[aria-busy=true]').first().waitFor()
      return stage
    },
  },
  {
    name: 'list-offline',
    async play(play) {
      const stage = await play.stage({ kept: await trip(play) })
      await cutOff(stage)
      await stage.open(paths.list)
      await shows(stage, play.say(kit)('offlineTitle'))
      return stage
    },
  },
  {
    name: 'list-busy',
    moving: true,
    async play(play) {
      const stage = await play.stage({ kept: await trip(play) })
      const title = play.say(kit)('busyTitle')
      await refuse(stage, {
        address: '**/api/guest/hotels?*',
        status: 429,
        code: 'too_many_requests',
        title,
        retryAfterS: 8,
      })
      await stage.open(paths.list)
      await shows(stage, title)
      return stage
    },
  },
  hotelScene('hotel', async () => undefined),
  {
    name: 'hotel-full',
    async play(play) {
      await soldOut(play, 64)
      const path = `/pages/hotel/index?id=${hills}`
      const stage = await play.open(path, { kept: await trip(play, { from: 64 }) })
      await shows(stage, play.say(hotelTexts)('allTaken'))
      return stage
    },
  },
  {
    name: 'hotel-few',
    async play(play) {
      const { checkIn, checkOut } = await play.stay({ from: 70, nights: 2 })
      const desk = await play.desk()
      const kings = { hotelId: huaili, roomTypeId: 'rmt_chengdu_huaili_1' }
      await desk.set({ ...kings, from: checkIn, to: checkOut }, { total: 2 })
      const plan = { hotelId: huaili, ratePlanId: 'rpl_chengdu_huaili_2_flexible' }
      await desk.set({ ...plan, from: checkIn, to: checkOut }, { minStay: 3 })
      return play.open(hotelPath, { kept: await trip(play, { from: 70 }) })
    },
  },
  hotelScene('hotel-calendar', (_play, stage) => opensBy(stage, '.dates')),
  hotelScene('hotel-pictures', (play, stage) => opens(stage, like(play.say(hotelTexts)('enlarge')))),
  hotelScene('hotel-room', async (_play, stage) => {
    await opensBy(stage, '.hotel-room-top')
  }),
  hotelScene('hotel-terms', async (_play, stage) => {
    await opensBy(stage, '.hotel-term')
  }),
  hotelScene('hotel-share', (play, stage) => opens(stage, play.say(hotelTexts)('share'))),
  {
    name: 'hotel-gone',
    async play(play) {
      const stage = await play.open('/pages/hotel/index?id=hot_of_long_ago')
      await stage.page.getByRole('alert').first().waitFor()
      return stage
    },
  },
  {
    name: 'hotel-loading',
    moving: true,
    async play(play) {
      const stage = await play.stage({ kept: await trip(play) })
      await hang(stage, '**/api/guest/hotels/*')
      await stage.open(hotelPath)
      await stage.page.locator('[aria-busy=true]').first().waitFor()
      return stage
    },
  },
  {
    name: 'favourites',
    async play(play) {
      const guest = await play.guest()
      for (const hotelId of [huaili, 'hot_beijing_huiwa']) {
        await guest.client.call(putFavourite, { params: { hotelId } })
      }
      return play.open('/pages/favourites/index', { guest, kept: await trip(play) })
    },
  },
  {
    name: 'favourites-none',
    async play(play) {
      const stage = await play.open('/pages/favourites/index', { guest: await play.guest() })
      await shows(stage, play.say(favouriteTexts)('none'))
      return stage
    },
  },
]
