import { View } from '@tarojs/components'

/** WeChat wants this file where a tab bar is custom. The pages draw the bar, so here is nothing. */
export default function CustomTabBar() {
  return <View />
}
