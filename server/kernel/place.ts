/** A point on the globe, in degrees. */
export interface Place {
  lat: number
  lng: number
}

/** Mean radius of the earth (IUGG R1). */
const earthM = 6_371_008.8

/** Along the great circle, in whole metres (haversine). */
export function metresBetween(a: Place, b: Place): number {
  const [lat1, lat2] = [radians(a.lat), radians(b.lat)]
  const north = Math.sin((lat2 - lat1) / 2) ** 2
  const east = Math.cos(lat1) * Math.cos(lat2) * Math.sin(radians(b.lng - a.lng) / 2) ** 2
  return Math.round(2 * earthM * Math.asin(Math.min(1, Math.sqrt(north + east))))
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
