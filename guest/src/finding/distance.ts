/** A point in degrees, in whatever system: both of a distance in the same. */
interface Point {
  lat: number
  lng: number
}

const earthM = 6_371_000

/** Whole metres along the great circle, as the search counts them. */
export function metresBetween(a: Point, b: Point): number {
  const radians = Math.PI / 180
  const north = Math.sin(((b.lat - a.lat) * radians) / 2)
  const east = Math.sin(((b.lng - a.lng) * radians) / 2)
  const half = north * north + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * east * east
  return Math.round(2 * earthM * Math.asin(Math.min(1, Math.sqrt(half))))
}

/** `320 m`, `1.2 km`, `62 km`: no more exact than anybody walks. */
export function distanceText(metres: number): string {
  if (metres < 995) return `${Math.round(metres / 10) * 10} m`
  const km = metres / 1000
  return km < 9.95 ? `${km.toFixed(1)} km` : `${Math.round(km)} km`
}
