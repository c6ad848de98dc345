import Taro from '@tarojs/taro'

export function callPhone(number: string): void {
  // Closing the sheet is an answer, not a fault.
  Taro.makePhoneCall({ phoneNumber: number }).catch(() => undefined)
}

export async function copyText(text: string): Promise<boolean> {
  try {
    await Taro.setClipboardData({ data: text })
    return true
  } catch {
    return false
  }
}

export async function handOver({ name, text }: { name: string; text: string }): Promise<void> {
  const filePath = `${Taro.env.USER_DATA_PATH}/${name}`
  Taro.getFileSystemManager().writeFileSync(filePath, text, 'utf8')
  await Taro.shareFileMessage({ filePath })
}
