/** The five subscribe messages of a hotel, by the names our API uses. All are one-time. */
export type TemplateName = 'to_pay' | 'paid' | 'confirmed' | 'finished' | 'cancelled'

export interface Template {
  title: string
  /** Field key as WeChat names it (kind + number) and the label people see. */
  fields: Record<string, string>
}

export const templates: Record<TemplateName, Template> = {
  to_pay: {
    title: '待付款提醒',
    fields: { number1: '订单号', time2: '下单时间', time10: '支付截止时间', thing3: '房型' },
  },
  cancelled: {
    title: '订单取消通知',
    fields: { thing1: '房型', time2: '取消时间', character_string5: '订单编号', thing3: '备注' },
  },
  paid: {
    title: '支付成功通知',
    fields: { thing6: '房型', character_string9: '订单编号', date10: '支付时间', thing5: '备注' },
  },
  confirmed: { title: '入住确认通知', fields: { thing1: '房型', thing2: '备注' } },
  finished: { title: '订单结束提醒', fields: { character_string1: '订单编号', thing5: '备注' } },
}

export const templateNames = Object.keys(templates) as TemplateName[]
