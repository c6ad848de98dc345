import { useState } from 'react'
import { CalendarSheet, Page, View } from '../../kit/index.ts'
import { changeTrip, useTrip } from '../../state/trip.ts'
import { home } from '../../texts/home.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { CouponStrip } from './coupon-strip.tsx'
import { Hero } from './hero.tsx'
import './index.css'
import { Places } from './places.tsx'
import { SearchCard } from './search-card.tsx'

export default function Home() {
  const t = useTexts(home)
  const trip = useTrip()
  const [choosing, setChoosing] = useState(false)
  return (
    <Page title={t('title')} tab="home" nav="none">
      <Hero />
      <View className="home-body">
        <SearchCard onDates={() => setChoosing(true)} />
        <CouponStrip />
        <Places />
      </View>
      <CalendarSheet
        open={choosing}
        onClose={() => setChoosing(false)}
        checkIn={trip.checkIn}
        checkOut={trip.checkOut}
        rooms={trip.rooms}
        onChosen={(checkIn, checkOut) => changeTrip({ checkIn, checkOut })}
      />
    </Page>
  )
}
