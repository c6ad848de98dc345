import type { Place } from '../../../ports/search.ts'

/** Mean radius of the earth (IUGG R1). */
const earthM = 6_371_008.8

/** A place as a point on the unit sphere: which of two is nearer is then told without trigonometry. */
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

/** The places of numbered hotels, side by side in memory: "near me" compares them all. */
export interface Places {
  put(no: number, place: Place): void
  /** The square of the chord from a point to a hotel; see `metresOf`. */
  chord2(from: Point, no: number): number
}

export function createPlaces(): Places {
  let xyz = new Float64Array(3 * 1_024)
  return {
    put(no, place) {
      if (3 * no + 3 > xyz.length) {
        const larger = new Float64Array(2 * xyz.length)
        larger.set(xyz)
        xyz = larger
      }
      const { x, y, z } = pointOf(place)
      xyz[3 * no] = x
      xyz[3 * no + 1] = y
      xyz[3 * no + 2] = z
    },
    chord2(from, no) {
      const x = from.x - xyz[3 * no]!
      const y = from.y - xyz[3 * no + 1]!
      const z = from.z - xyz[3 * no + 2]!
      return x * x + y * y + z * z
    },
  }
}

/** Along the great circle, in whole metres: the arc over a chord. */
export function metresOf(chord2: number): number {
  return Math.round(2 * earthM * Math.asin(Math.min(1, Math.sqrt(chord2) / 2)))
}

/** Chords whose square is below this are of so many whole metres or fewer. */
export function chord2Within(metres: number): number {
  const halfArc = (metres + 0.5) / (2 * earthM)
  return halfArc >= Math.PI / 2 ? Number.POSITIVE_INFINITY : (2 * Math.sin(halfArc)) ** 2
}
