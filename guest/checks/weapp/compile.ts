import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TmplGroup } from 'glass-easel-template-compiler'
import { filesOf } from '../built.ts'

const compilesWithinMs = 120_000

/** What WeChat's compiler makes of a build: its files, or why it refuses. */
export function compile(folder: string): { files: string[] } | { problem: string } {
  const scratch = mkdtempSync(join(tmpdir(), 'yizhan-weapp-'))
  try {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [join(import.meta.dirname, 'compile.cjs'), folder, scratch],
      {
        encoding: 'utf8',
        timeout: compilesWithinMs,
      },
    )
    const last = stdout.trim().split('\n').at(-1) ?? ''
    if (!last.startsWith('{')) throw new Error(`the compiler did not answer:\n${stdout}${stderr}`)
    return JSON.parse(last)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

interface Diagnostic {
  message: string
  level: number
}

/** What is wrong with the templates of a build, file by file. */
export function templateProblems(folder: string): { templates: number; problems: string[] } {
  const group = new TmplGroup()
  const problems: string[] = []
  let templates = 0
  for (const file of filesOf(folder)) {
    const name = file.replace(/\.wxml$|\.wxs$/, '')
    if (file.endsWith('.wxs')) group.addScript(name, readFileSync(join(folder, file), 'utf8'))
    if (!file.endsWith('.wxml')) continue
    templates += 1
    const said = group.addTmpl(name, readFileSync(join(folder, file), 'utf8')) as Diagnostic[] | undefined
    problems.push(...(said ?? []).map(({ message }) => `${file}: ${message}`))
  }
  // Links between templates are followed only when code is made of them.
  group.getTmplGenObjectGroups()
  return { templates, problems }
}

/** Scripts that Node cannot read: a build may end well and leave such a file. */
export function scriptProblems(folder: string): { scripts: number; problems: string[] } {
  const scripts = filesOf(folder).filter((file) => file.endsWith('.js'))
  const problems = scripts.flatMap((file) => {
    const { status, stderr } = spawnSync(process.execPath, ['--check', join(folder, file)], { encoding: 'utf8' })
    return status === 0 ? [] : [`${file}: ${stderr.split('\n').find((line) => /Error/.test(line)) ?? stderr}`]
  })
  return { scripts: scripts.length, problems }
}
