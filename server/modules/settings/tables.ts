export interface SettingTables {
  /** A setting that was ever set. `value_json` is null when it was taken back to its default. */
  setting: {
    name: string
    value_json: string | null
    version: number
    changed_at: number
    changed_by: string
    changed_by_name: string
  }
}
