import { earthM, metresOver, type Place, radians } from '../../../../contract/place.ts'

/** A place as a point on the unit sphere: which of two is nearer is then told without trigonometry. */
export interface Point {
  x: number
  y: number
  z: number
}

export function pointOf(place: Place): Point {
  const [lat, lng] = [radians(place.lat), radians(place.lng)]
  return { x: Math.cos(lat) * Math.cos(lng), y: Math.cos(lat) * Math.sin(lng), z: Math.sin(lat) }
}

/** Points side by side in memory, three numbers each: "near me" compares them all. */
export type Points = Float64Array

/** The square of the chord from a point to the `at`-th of those; see `metresOver`. */
export function chord2(from: Point, to: Points, at: number): number {
  return square(from, to[3 * at]!, to[3 * at + 1]!, to[3 * at + 2]!)
}

function square(from: Point, x: number, y: number, z: number): number {
  const byX = from.x - x
  const byY = from.y - y
  const byZ = from.z - z
  return byX * byX + byY * byY + byZ * byZ
}

export function pointsOf(places: readonly { point: Point }[]): Points {
  const points = new Float64Array(3 * places.length)
  places.forEach(({ point: { x, y, z } }, at) => {
    points[3 * at] = x
    points[3 * at + 1] = y
    points[3 * at + 2] = z
  })
  return points
}

/** Along the great circle between two points, in whole metres. */
export function metresApart(a: Point, b: Point): number {
  return metresOver(square(a, b.x, b.y, b.z))
}

/** Chords whose square is below this are of so many whole metres or fewer. */
export function chord2Within(metres: number): number {
  const halfArc = (metres + 0.5) / (2 * earthM)
  return halfArc >= Math.PI / 2 ? Number.POSITIVE_INFINITY : (2 * Math.sin(halfArc)) ** 2
}
