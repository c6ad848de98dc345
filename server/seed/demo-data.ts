import type { CancelPolicy, Hotel, RoomType, StockMode } from '../modules/hotels/index.ts'

/** The demonstration chain: the original's three cities, five branches. Names, words and pictures are the project's own. */

export type DemoPolicy = Pick<CancelPolicy, 'id' | 'name' | 'phases' | 'noShow'>

export interface DemoType extends Pick<RoomType, 'name' | 'description' | 'areaM2' | 'bed' | 'guests'> {
  picture: string
  /** Yuan on a weekday; Friday and Saturday add `weekend`. */
  yuan: number
  weekend: number
  listYuan: number
  stock: number | null
  mode: StockMode
}

type Told =
  | 'id'
  | 'name'
  | 'tags'
  | 'phone'
  | 'description'
  | 'province'
  | 'city'
  | 'district'
  | 'address'
  | 'lat'
  | 'lng'

export interface DemoHotel extends Pick<Hotel, Told> {
  pictures: string[]
  types: DemoType[]
}

export const demoPolicies: DemoPolicy[] = [
  {
    id: 'pol_flexible',
    name: { zh: '入住前一天 18:00 前免费取消', en: 'Free until 18:00 the day before' },
    phases: [
      { untilDaysBefore: 1, untilHour: 18, kept: { kind: 'nothing' } },
      { untilDaysBefore: 0, untilHour: 18, kept: { kind: 'first_night' } },
      { untilDaysBefore: null, untilHour: null, kept: { kind: 'all' } },
    ],
    noShow: { kind: 'all' },
  },
  {
    id: 'pol_advance',
    name: { zh: '提前付，不可取消', en: 'Paid in advance, not refundable' },
    phases: [{ untilDaysBefore: null, untilHour: null, kept: { kind: 'all' } }],
    noShow: { kind: 'all' },
  },
]

const king = (yuan: number, over: Partial<DemoType> = {}): DemoType => ({
  name: { zh: '院景大床房', en: 'Courtyard King' },
  picture: 'room-king',
  description: {
    zh: '朝着天井，一张大床，木窗能推开。',
    en: 'Facing the courtyard: one large bed and a wooden window that opens.',
  },
  areaM2: 28,
  bed: { zh: '1.8 米大床', en: 'One king bed' },
  guests: 2,
  yuan,
  weekend: 40,
  listYuan: yuan + 70,
  stock: 8,
  mode: 'order',
  ...over,
})

const twin = (yuan: number, over: Partial<DemoType> = {}): DemoType => ({
  name: { zh: '竹窗双床房', en: 'Bamboo Twin' },
  picture: 'room-twin',
  description: { zh: '两张床，窗外一丛竹子。', en: 'Two beds and a stand of bamboo outside.' },
  areaM2: 30,
  bed: { zh: '1.2 米双床', en: 'Two single beds' },
  guests: 2,
  yuan,
  weekend: 40,
  listYuan: yuan + 70,
  stock: 8,
  mode: 'order',
  ...over,
})

const suite = (yuan: number, over: Partial<DemoType> = {}): DemoType => ({
  name: { zh: '茶室套房', en: 'Tea Room Suite' },
  picture: 'room-tea-suite',
  description: {
    zh: '一间睡，一间喝茶，中间隔一道纸门。',
    en: 'One room to sleep, one for tea, a paper door between.',
  },
  areaM2: 52,
  bed: { zh: '2 米大床', en: 'One super-king bed' },
  guests: 3,
  yuan,
  weekend: 100,
  listYuan: yuan + 160,
  stock: 3,
  mode: 'order',
  ...over,
})

export const demoHotels: DemoHotel[] = [
  {
    id: 'hot_chengdu_huaili',
    name: { zh: '驿站·成都槐里店', en: 'Yizhan Chengdu Huaili' },
    pictures: ['chengdu-lane', 'breakfast'],
    tags: [
      { zh: '院落', en: 'Courtyard' },
      { zh: '茶室', en: 'Tea room' },
      { zh: '含早餐', en: 'Breakfast' },
    ],
    phone: '028-8600-0001',
    description: {
      zh: '二十间房围着一口天井，离宽窄巷子地铁站步行六分钟。',
      en: 'Twenty rooms around one courtyard, six minutes on foot from the metro.',
    },
    province: '四川省',
    city: '成都市',
    district: '青羊区',
    address: { zh: '槐里巷 18 号', en: '18 Huaili Lane' },
    lat: 30.6697,
    lng: 104.0536,
    types: [king(428), twin(408), suite(688)],
  },
  {
    id: 'hot_chengdu_wangjiang',
    name: { zh: '驿站·成都望江店', en: 'Yizhan Chengdu Wangjiang' },
    pictures: ['chengdu-river', 'breakfast'],
    tags: [
      { zh: '临江', en: 'Riverside' },
      { zh: '可停车', en: 'Parking' },
    ],
    phone: '028-8600-0002',
    description: {
      zh: '推窗见江，沿江一条步道走到望江楼。',
      en: 'The river under the window and a path along it to the tower.',
    },
    province: '四川省',
    city: '成都市',
    district: '武侯区',
    address: { zh: '望江路 5 号', en: '5 Wangjiang Road' },
    lat: 30.6341,
    lng: 104.0873,
    types: [
      king(468, { name: { zh: '江景大床房', en: 'River King' } }),
      twin(448, { name: { zh: '江景双床房', en: 'River Twin' }, mode: 'payment', stock: 6 }),
    ],
  },
  {
    id: 'hot_chengdu_qingcheng',
    name: { zh: '驿站·成都青城店', en: 'Yizhan Chengdu Qingcheng' },
    pictures: ['station', 'breakfast'],
    tags: [
      { zh: '山居', en: 'Mountain' },
      { zh: '温泉', en: 'Hot spring' },
      { zh: '可停车', en: 'Parking' },
    ],
    phone: '028-8600-0003',
    description: {
      zh: '青城山脚下，院后有一眼温泉。',
      en: 'At the foot of Mount Qingcheng, a hot spring behind the yard.',
    },
    province: '四川省',
    city: '成都市',
    district: '都江堰市',
    address: { zh: '青城山路 66 号', en: '66 Qingchengshan Road' },
    lat: 30.9003,
    lng: 103.5713,
    types: [
      king(538, { stock: 2 }),
      suite(868),
      twin(188, {
        name: { zh: '露营平台', en: 'Camping deck' },
        picture: 'station',
        stock: null,
        mode: 'never',
        guests: 4,
      }),
    ],
  },
  {
    id: 'hot_shenzhen_haijia',
    name: { zh: '驿站·深圳海岬店', en: 'Yizhan Shenzhen Cape' },
    pictures: ['shenzhen-tower', 'breakfast'],
    tags: [
      { zh: '高层', en: 'High floor' },
      { zh: '近海', en: 'Near the sea' },
    ],
    phone: '0755-8600-0001',
    description: {
      zh: '三十层往上，一面朝海，一面朝城。',
      en: 'Thirty floors up: one side the sea, one side the city.',
    },
    province: '广东省',
    city: '深圳市',
    district: '南山区',
    address: { zh: '海岬路 9 号', en: '9 Haijia Road' },
    lat: 22.4936,
    lng: 113.9352,
    types: [
      king(568, { name: { zh: '海岬高层大床房', en: 'Cape High King' }, picture: 'room-bay' }),
      twin(548, { name: { zh: '海岬双床房', en: 'Cape Twin' } }),
    ],
  },
  {
    id: 'hot_beijing_huiwa',
    name: { zh: '驿站·北京灰瓦店', en: 'Yizhan Beijing Grey Tile' },
    pictures: ['beijing-hutong', 'breakfast'],
    tags: [
      { zh: '胡同', en: 'Hutong' },
      { zh: '院落', en: 'Courtyard' },
    ],
    phone: '010-8600-0001',
    description: { zh: '灰瓦红枣，胡同里的一进院子。', en: 'Grey tiles and a jujube tree: one courtyard in a hutong.' },
    province: '北京市',
    city: '北京市',
    district: '东城区',
    address: { zh: '灰瓦胡同 7 号', en: '7 Huiwa Hutong' },
    lat: 39.9367,
    lng: 116.4034,
    types: [king(618), twin(598, { name: { zh: '枣院双床房', en: 'Jujube Yard Twin' } }), suite(988)],
  },
]
