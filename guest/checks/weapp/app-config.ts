import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface AppConfig {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  tabBar: { list: { pagePath: string }[] }
}

/** What a built mini-program says of itself. */
export function configOf(build: string): AppConfig {
  return JSON.parse(readFileSync(join(build, 'app.json'), 'utf8'))
}

/** Paths of the pages in packages of their own: `pages/order/index`. */
export function furtherPagesOf({ subPackages = [] }: AppConfig): string[] {
  return subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))
}
