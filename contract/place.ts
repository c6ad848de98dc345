/** A point on the globe, in degrees. Distances ask no more than that both ends are in the same coordinates. */
export interface Place {
  lat: number
  lng: number
}

/** Mean radius of the earth in metres (IUGG R1). */
export const earthM = 6_371_008.8

/** Along the great circle, in whole metres (haversine). */
export function metresBetween(a: Place, b: Place): number {
  const [lat1, lat2] = [radians(a.lat), radians(b.lat)]
  const north = Math.sin((lat2 - lat1) / 2) ** 2
  const east = Math.cos(lat1) * Math.cos(lat2) * Math.sin(radians(b.lng - a.lng) / 2) ** 2
  return metresOver(4 * (north + east))
}

/** The arc over a chord of the unit sphere, in whole metres, from the square of the chord. */
export function metresOver(chord2: number): number {
  return Math.round(2 * earthM * Math.asin(Math.min(1, Math.sqrt(chord2) / 2)))
}

export function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
