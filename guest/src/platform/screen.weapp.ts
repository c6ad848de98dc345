import Taro from '@tarojs/taro'

const { statusBarHeight = 24, pixelRatio: ratio, windowWidth } = Taro.getWindowInfo()
const capsule = Taro.getMenuButtonBoundingClientRect()

/** The bar is as high as the capsule and the same space above and below it. */
export const screenTop = {
  statusPx: statusBarHeight,
  barPx: Math.max(44, (capsule.top - statusBarHeight) * 2 + capsule.height),
  capsulePx: windowWidth - capsule.left,
}

export const pixelRatio = ratio

export function tellTitle(title: string): void {
  void Taro.setNavigationBarTitle({ title })
}
