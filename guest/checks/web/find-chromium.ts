import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const install = 'apt-get install -y chromium fonts-noto-cjk'

/** Where Chromium is; `CHROME_PATH` says otherwise. Null where there is none. */
export function findChromium(): string | null {
  return [process.env.CHROME_PATH, ...places].find((path) => path !== undefined && existsSync(path)) ?? null
}

/** Installs Chromium and Chinese type by apt where that may be done; else one sentence says what is missing. */
export function whatIsMissing(): string | null {
  if (findChromium() && hasChineseType()) return null
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (!mayInstall) return `Chromium and a Chinese font are needed: ${install}, or set CHROME_PATH.`
  console.log('Installing Chromium and a Chinese font (once, about a minute) …')
  if (!run(install)) {
    run('apt-get update')
    run(install)
  }
  return findChromium() ? null : `Chromium did not install: ${install}, or set CHROME_PATH.`
}

/** Without it Chinese is boxes, and what is measured is not what guests see. */
function hasChineseType(): boolean {
  const { status, stdout } = spawnSync('fc-list', [':lang=zh-cn'], { encoding: 'utf8' })
  return status === null || (status === 0 && stdout.trim() !== '')
}

function run(command: string): boolean {
  const [program = '', ...given] = command.split(' ')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(program, given, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0
}
