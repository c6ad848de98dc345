import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Stage } from './stage.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const narrow = 320
const wide = 480

interface Violation {
  id: string
  impact: string
  nodes: { target: string[]; failureSummary: string }[]
}

/** What axe finds serious or critical in the page, in all of its frames that are ours. */
export async function axeProblems({ page }: Pick<Stage, 'page'>): Promise<string[]> {
  await page.evaluate(axe)
  // A day of the calendar is two short lines; the date in its label holds its number, and nobody says "16 ¥428".
  const days = { id: 'label-content-name-mismatch', selector: '*:not([role=gridcell])' }
  await page.evaluate(`axe.configure(${JSON.stringify({ rules: [days] })})`)
  const options = { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }
  const found = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as { violations: Violation[] }
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 3)
        .map(
          ({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary.split('\n')[1]?.trim() ?? ''}`,
        ),
    )
}

/** What is cut off or makes the page scroll sideways: on narrow and wide phones, and with text twice as large. */
export async function fitProblems(
  { page, settled }: Stage,
  state: 'settled' | 'moving' = 'settled',
): Promise<string[]> {
  const before = page.viewportSize() ?? { width: 390, height: 844 }
  const problems: string[] = []
  const look = async (how: string, checks: readonly string[]) => {
    if (state === 'settled') await settled()
    for (const check of checks) {
      const found = (await page.evaluate(`checks.${check}()`)) as string[]
      problems.push(...found.map((each) => `${how}, ${check}: ${each}`))
    }
  }
  for (const width of [narrow, before.width, wide]) {
    await page.setViewportSize({ ...before, width })
    await look(`${width} px`, ['sideways'])
  }
  await page.setViewportSize(before)
  const large = await page.addStyleTag({ content: 'html{font-size:200%}' })
  await look('text at 200 %', ['sideways', 'cutTexts'])
  await large.evaluate('(style) => style.remove()')
  return problems
}

/** Places to tap smaller than 44 × 44. */
export async function targetProblems({ page }: Pick<Stage, 'page'>): Promise<string[]> {
  return (await page.evaluate('checks.smallTargets()')) as string[]
}
