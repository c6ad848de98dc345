// Stands for the web components that Taro's router and image viewer would bring to the page: the kit draws its own parts,
// the tab bar included, and none of these is ever shown.
const none = () => undefined

export {
  none as defineCustomElementTaroPullToRefreshCore,
  none as defineCustomElementTaroSwiperCore,
  none as defineCustomElementTaroSwiperItemCore,
  none as defineCustomElementTaroTabbar,
}
