import type { Place } from '../../../ports/search.ts'

/** Mean radius of the earth (IUGG R1). */
const earthM = 6_371_008.8

/** A place as a point on the unit sphere: distances between such points need no trigonometry until one is shown. */
export interface Point {
  x: number
  y: number
  z: number
}

export function pointOf(place: Place): Point {
  const lat = (place.lat * Math.PI) / 180
  const lng = (place.lng * Math.PI) / 180
  return { x: Math.cos(lat) * Math.cos(lng), y: Math.cos(lat) * Math.sin(lng), z: Math.sin(lat) }
}

/** Along the great circle, in whole metres: the length of the arc over the chord between the points. */
export function distanceM(a: Point, b: Point): number {
  const chord = Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2)
  return Math.round(2 * earthM * Math.asin(Math.min(1, chord / 2)))
}
