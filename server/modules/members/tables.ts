export interface MemberTables {
  member: {
    id: string
    unionid_index: string | null
    nickname: string
    phone_sealed: string | null
    phone_index: string | null
    language: 'zh' | 'en'
    state: 'active' | 'closed'
    joined_at: number
    closed_at: number | null
  }
  member_identity: {
    appid: string
    openid: string
    member_id: string
    via: 'mini' | 'web'
    session_key_sealed: string | null
    seen_at: number
  }
  guest_session: {
    token_hash: string
    member_id: string
    appid: string
    created_at: number
    seen_at: number
    expires_at: number
  }
  favourite: { member_id: string; hotel_id: string; position: number; added_at: number }
}
