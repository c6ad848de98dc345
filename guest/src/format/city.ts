/** A city as guests call it: 成都 for 成都市. The API's own name stays what is asked for. */
export function cityText(city: string): string {
  return city.length > 2 ? city.replace(/市$/, '') : city
}
