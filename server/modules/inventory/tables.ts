export interface InventoryTables {
  inventory_night: {
    room_type_id: string
    night: string
    /** Null: no limit. */
    total: number | null
    total_set_by: 'default' | 'staff'
    held: number
    sold: number
    closed: number
    list_fen: number | null
    changed_at: number
    /** Rooms that blocks took out of the total. */
    off_sale: number
  }
  rate_night: {
    rate_plan_id: string
    night: string
    price_fen: number | null
    closed: number
    min_stay: number | null
    breakfast: number | null
    changed_at: number
  }
  inventory_change: {
    id: string
    hotel_id: string
    kind: 'stock' | 'rates'
    actor: string
    actor_name: string
    at: number
    wish_json: string
    cells: number
    refused: number
    /** What each changed cell was and became, for undoing. */
    cells_json: string
    undone_at: number | null
    undone_by: string | null
  }
}
