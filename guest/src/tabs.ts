/** The pages of the tab bar. They stand in the package that opens first; every other page is a package of its own. */
export const tabs = ['home', 'orders', 'me'] as const
