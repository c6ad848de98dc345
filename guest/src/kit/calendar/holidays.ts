/** What a day is called above its number. Lunar days and solar terms stand by date, year by year. */
const fixed: Record<string, { zh: string; en: string }> = {
  '01-01': { zh: '元旦', en: 'New Yr' },
  '05-01': { zh: '劳动节', en: 'Labour' },
  '10-01': { zh: '国庆', en: 'National' },
  '12-25': { zh: '圣诞', en: 'Xmas' },
  '12-31': { zh: '跨年', en: 'Eve' },
}

const dated: Record<string, { zh: string; en: string }> = {
  '2026-12-22': { zh: '冬至', en: 'Solstice' },
  '2027-02-05': { zh: '除夕', en: 'Eve' },
  '2027-02-06': { zh: '春节', en: 'Spring' },
  '2027-04-05': { zh: '清明', en: 'Qingming' },
  '2027-06-09': { zh: '端午', en: 'Duanwu' },
  '2027-09-15': { zh: '中秋', en: 'Mid-Aut' },
  '2027-12-22': { zh: '冬至', en: 'Solstice' },
  '2028-01-25': { zh: '除夕', en: 'Eve' },
  '2028-01-26': { zh: '春节', en: 'Spring' },
  '2028-04-04': { zh: '清明', en: 'Qingming' },
  '2028-05-28': { zh: '端午', en: 'Duanwu' },
  '2028-10-03': { zh: '中秋', en: 'Mid-Aut' },
  '2028-12-21': { zh: '冬至', en: 'Solstice' },
}

export function holidayOf(night: string): { zh: string; en: string } | undefined {
  return dated[night] ?? fixed[night.slice(5)]
}
