import { type Transport, Unreachable } from '@contract/client.ts'
import Taro from '@tarojs/taro'
import { answerWithinMs } from './failure.ts'

export const transport: Transport = async ({ method, url, headers, body }) => {
  const { statusCode, header, data } = await Taro.request<string>({
    url: `${API_BASE}${url}`,
    method: method as 'GET',
    header: headers,
    data: body,
    // As text: the shared client reads it, and knows what is no answer of ours.
    dataType: 'text',
    responseType: 'text',
    timeout: answerWithinMs,
  }).catch((cause) => {
    throw new Unreachable(cause)
  })
  return { status: statusCode, headers: lowerCase(header), body: typeof data === 'string' ? data : '' }
}

function lowerCase(header: Record<string, unknown> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), String(value)]))
}
