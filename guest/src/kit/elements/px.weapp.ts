export function px(length: number): string {
  return `${length * 2}rpx`
}
