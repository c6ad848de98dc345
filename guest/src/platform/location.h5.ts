import type { Place } from '@contract/place.ts'
import { gcj02Of } from '../format/gcj02.ts'

const withinMs = 8_000

export function whereAmI(): Promise<Place | 'refused' | 'unknown'> {
  if (!navigator.geolocation) return Promise.resolve('unknown')
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(gcj02Of({ lat: coords.latitude, lng: coords.longitude })),
      (error) => resolve(error.code === error.PERMISSION_DENIED ? 'refused' : 'unknown'),
      { timeout: withinMs, maximumAge: 5 * 60_000 },
    )
  })
}

export function openMap({ lat, lng, name, address }: Place & { name: string; address: string }): void {
  const query = new URLSearchParams({ position: `${lng},${lat}`, name, content: address, coordinate: 'gaode' })
  window.open(`https://uri.amap.com/marker?${query}`, '_blank', 'noopener')
}
