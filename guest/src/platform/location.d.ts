import type { Place } from '@contract/place.ts'

/** Where the guest is in GCJ-02, the coordinates of Chinese maps and of the API; asked for by a tap. `refused`: they would rather not say. `unknown`: the device cannot tell. */
export declare function whereAmI(): Promise<Place | 'refused' | 'unknown'>

/** Opens the hotel in a map: WeChat's own, or a map's page on the web. */
export declare function openMap(hotel: Place & { name: string; address: string }): void
