import gate from '@brand/art/empty-gate.svg'
import { useShareAppMessage } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { call, calls } from '../../api/call.ts'
import { useCall } from '../../api/use-call.ts'
import { useHeart, useMarks } from '../../finding/heart.tsx'
import { useChain } from '../../finding/service.ts'
import { WeChatTap } from '../../finding/wechat-tap'
import { go, pathTo, useQuery } from '../../go.ts'
import { Answered, Button, Empty, Icon, NavButton, Page, View } from '../../kit/index.ts'
import { changeTrip, useTrip } from '../../state/trip.ts'
import { finding } from '../../texts/finding.ts'
import { hotel as texts } from '../../texts/hotel.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { HotelBody } from './hotel-body.tsx'
import { HotelSkeleton } from './hotel-skeleton.tsx'
import './index.css'
import { ShareSheet } from './share-sheet.tsx'

export default function HotelPage() {
  const t = useTexts(texts)
  const say = useTexts(finding)
  const { id = 'none', checkIn, checkOut } = useQuery('hotel')
  const arrived = useArrived({ checkIn, checkOut })
  const trip = useTrip()
  const hotel = useCall(`hotel ${id}`, () => call(calls.getHotel, { params: { id } }))
  const heart = useHeart(id)
  const [sharing, setSharing] = useState(false)
  const { phone } = useChain()
  useMarks()
  const name = hotel.value?.name ?? t('title')
  const path = pathTo('hotel', { id, checkIn: trip.checkIn, checkOut: trip.checkOut })
  useShareAppMessage(() => ({ title: name, path }))
  const actions = hotel.value && (
    <>
      <NavButton icon="heart" label={say('mark', { name })} onTap={heart.toggle} pressed={heart.marked} over />
      <WeChatTap open="share" className="nav-button" label={t('share')} otherwise={() => setSharing(true)}>
        <View className="nav-round">
          <Icon name="share" size={20} colour="card" />
        </View>
      </WeChatTap>
    </>
  )
  return (
    // Over a picture or its block only: a problem has neither.
    <Page title={name} nav={hotel.value || hotel.loading ? 'over' : 'plain'} navActions={actions}>
      {hotel.failure?.code === 'not_found' ? (
        <Empty picture={gate} title={t('goneTitle')} text={t('goneText')} role="alert">
          <Button onTap={() => go('home')}>{t('find')}</Button>
        </Empty>
      ) : (
        <Answered of={hotel} skeleton={<HotelSkeleton />} phone={phone}>
          {(value) => arrived && <HotelBody hotel={value} asked={checkIn && checkOut ? 'by address' : 'before'} />}
        </Answered>
      )}
      {heart.trouble}
      <ShareSheet open={sharing} onClose={() => setSharing(false)} name={name} path={path} />
    </Page>
  )
}

/** The dates an address carries become the guest’s, once, passed or not; no price is asked for before. */
function useArrived({ checkIn, checkOut }: { checkIn: string | undefined; checkOut: string | undefined }): boolean {
  const [arrived, setArrived] = useState(false)
  useEffect(() => {
    if (checkIn && checkOut) changeTrip({ checkIn, checkOut })
    setArrived(true)
  }, [])
  return arrived
}
