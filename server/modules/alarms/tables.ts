export interface AlarmTables {
  alarm: {
    id: string
    kind: string
    subject: string
    hotel_id: string | null
    detail_json: string
    raised_at: number
    closed_at: number | null
    closed_by: string | null
    note: string | null
  }
}
