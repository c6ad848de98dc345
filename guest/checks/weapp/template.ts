import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a kind of node becomes on the screen, as Taro's own template says it. */
export interface Kind {
  tag: string
  /** Attribute of the component → property of the node that fills it. */
  attributes: Map<string, string>
  /** Events that reach the page: `tap`, `input`, `confirm`, `getphonenumber` … */
  events: Set<string>
}

/** A node as the bundle puts it into the page's data. */
export interface Node {
  nn: string
  sid: string
  uid?: string
  /** Text. */
  v?: string
  cl?: string
  cn?: Node[]
  [property: string]: unknown
}

const element = /<template name="tmpl_0_(\w+?)(?:_blur)?">\s*<([\w-]+)([^>]*)>/g
const filled = /([\w:-]+)="\{\{(?:xs\.b\()?i\.(\w+)/g
const bound = /\b(?:bind|catch):?(\w+)="eh"/g

/** The kinds of a build by the name nodes give them; only the first level, for all levels are alike. */
export function readKinds(folder: string): Map<string, Kind> {
  const text = readFileSync(join(folder, 'base.wxml'), 'utf8')
  const kinds = new Map<string, Kind>()
  for (const [, name, tag, inside] of text.matchAll(element)) {
    // Of a field there are two, with and without the keyboard; the name alone only chooses between them.
    if (tag === 'template') continue
    kinds.set(name!, {
      tag: tag!,
      attributes: new Map([...inside!.matchAll(filled)].map(([, attribute, property]) => [attribute!, property!])),
      events: new Set([...inside!.matchAll(bound)].map(([, event]) => event!)),
    })
  }
  return kinds
}
