import type { Image } from '@contract/common.ts'
import type { ReactNode } from 'react'
import { Dates } from '../calendar/dates.tsx'
import { View } from '../elements/base'
import './pass.css'
import { Picture } from '../elements/picture'

export interface PassProps {
  hotelName: string
  /** Room type and how many. */
  title: string
  /** Breakfast, terms, guest: with · between. */
  note?: string
  image?: Image | null | undefined
  checkIn: string
  checkOut: string
  /** Below the perforation: money before payment, the arrival code after it. */
  stub?: ReactNode
}

/** An order as a ticket. */
export function Pass({ hotelName, title, note, image, checkIn, checkOut, stub }: PassProps) {
  return (
    <View className="pass">
      <View className="pass-top">
        <Picture image={image} alt="" width={72} height={72} className="thumb" />
        <View className="pass-words">
          <View className="s">{hotelName}</View>
          <View as="h2" className="h2">
            {title}
          </View>
          {note && <View className="s">{note}</View>}
        </View>
      </View>
      <View className="pass-dates">
        <Dates checkIn={checkIn} checkOut={checkOut} />
      </View>
      {stub && <Perforation />}
      {stub && <View className="pass-stub">{stub}</View>}
    </View>
  )
}

/** Where a ticket tears off: a dashed line between two notches. */
export function Perforation() {
  return (
    <View className="perforation" told={{ hidden: true }}>
      <View className="perforation-notch perforation-left" />
      <View className="perforation-line" />
      <View className="perforation-notch perforation-right" />
    </View>
  )
}
