export interface FileTables {
  image: { id: string; widths_json: string; created_at: number; unused_since: number | null }
}
