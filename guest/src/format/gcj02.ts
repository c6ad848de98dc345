import { type Place, radians } from '../../../contract/place.ts'

/**
 * WGS-84 (what a browser says) to GCJ-02 (what Chinese maps and the API speak): the published approximation, good to a
 * few metres; outside China the two are the same.
 */
export function gcj02Of({ lat, lng }: Place): Place {
  if (lng < 72.004 || lng > 137.8347 || lat < 0.8293 || lat > 55.8271) return { lat, lng }
  const x = lng - 105
  const y = lat - 35
  const angle = radians(lat)
  const magic = 1 - eccentricity * Math.sin(angle) ** 2
  const north = (northShift(x, y) * 180) / (((axisM * (1 - eccentricity)) / (magic * Math.sqrt(magic))) * Math.PI)
  const east = (eastShift(x, y) * 180) / ((axisM / Math.sqrt(magic)) * Math.cos(angle) * Math.PI)
  return { lat: lat + north, lng: lng + east }
}

const axisM = 6_378_245
const eccentricity = 0.006_693_421_622_965_943

function northShift(x: number, y: number): number {
  const straight = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x))
  return straight + waves(x, [20, 6, 20, 2]) + waves(y, [20, 1, 40, 1 / 3]) + waves(y, [160, 1 / 12, 320, 1 / 30])
}

function eastShift(x: number, y: number): number {
  const straight = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x))
  return straight + waves(x, [20, 6, 20, 2]) + waves(x, [20, 1, 40, 1 / 3]) + waves(x, [150, 1 / 12, 300, 1 / 30])
}

function waves(at: number, [high, often, highToo, oftenToo]: [number, number, number, number]): number {
  return ((high * Math.sin(often * at * Math.PI) + highToo * Math.sin(oftenToo * at * Math.PI)) * 2) / 3
}
