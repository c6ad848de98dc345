export interface FileTables {
  image: { id: string; widths_json: string; created_at: number }
}
