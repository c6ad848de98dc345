/** What trials book at the demonstration chain; the ids are those of `server/seed/demo-data.ts`. */

export const huaili = 'hot_chengdu_huaili'
/** Eight a night at the Chengdu Huaili branch; free of charge to cancel until the day before. */
export const king = { roomTypeId: 'rmt_chengdu_huaili_1', ratePlanId: 'rpl_chengdu_huaili_1_flexible' }
/** Three a night at the same branch. */
export const suite = { roomTypeId: 'rmt_chengdu_huaili_3', ratePlanId: 'rpl_chengdu_huaili_3_flexible' }
/** Two a night in the hills, so that they can be gone. */
export const hillsKing = { roomTypeId: 'rmt_chengdu_qingcheng_1', ratePlanId: 'rpl_chengdu_qingcheng_1_flexible' }
