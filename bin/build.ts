// Builds what people see: `npm run build [-- h5|weapp|admin …] [--out DIR] [--api URL]`; without a target all three. Installs
// what a build needs when it is missing or the lockfile changed. A mini-program must be told where the server is: `--api`.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { installAdmin } from './admin-packages.ts'
import { installGuest } from './guest-packages.ts'

const home = dirname(import.meta.dirname)
const guest = join(home, 'guest')
const admin = join(home, 'admin')
const targets = ['weapp', 'h5', 'admin'] as const
type Target = (typeof targets)[number]

const names: Record<Target, string> = {
  weapp: 'the guest app for weapp',
  h5: 'the guest app for h5',
  admin: 'the admin web',
}

/** Scenes that a page shows beside the hotels' own pictures; the small ones are part of the bundle. */
const scenes = ['station', 'station-night', 'night-band', 'map-chengdu']
const sceneWidths = [375, 750, 1200]

const { values, positionals } = parseArgs({
  options: { out: { type: 'string' }, api: { type: 'string', default: 'http://127.0.0.1:8088' } },
  allowPositionals: true,
})
const wanted = targets.filter((target) => positionals.length === 0 || positionals.includes(target))
const unknown = positionals.filter((each) => !targets.includes(each as Target))
if (unknown.length > 0) fail(`There is no target ${unknown.join(', ')}: it is ${targets.join(' or ')}.`)
const api = values.api.replace(/\/+$/, '')
if (!/^https?:\/\/[^/]+$/.test(api)) fail(`--api ${values.api}: it is an address like https://hotel.example.`)
if (values.out !== undefined && wanted.length !== 1) fail('--out takes one target: name it.')

for (const target of wanted) await build(target)

async function build(target: Target): Promise<void> {
  const missing = target === 'admin' ? installAdmin() : installGuest()
  if (missing) fail(missing)
  const usual = target === 'admin' ? join(admin, 'dist') : join(guest, 'dist', target)
  const out = values.out === undefined ? usual : resolve(values.out)
  const making = `${out}.making` // a server may be serving the last one
  console.log(`Building ${names[target]} …`)
  const startedAt = performance.now()
  if (target === 'admin') buildAdmin(making)
  else await buildGuest(target, making)
  rmSync(out, { recursive: true, force: true })
  renameSync(making, out)
  console.log(`  ${relative(home, out)} in ${Math.round((performance.now() - startedAt) / 1000)} s`)
}

async function buildGuest(target: 'weapp' | 'h5', making: string): Promise<void> {
  const { status, said } = run([join(guest, 'node_modules/@tarojs/cli/bin/taro'), 'build', '--type', target], guest, {
    TARO_APP_OUT: relative(guest, making),
    TARO_APP_API: api,
  })
  // Taro ends with 0 after some faults of webpack, so what it says counts too.
  if (status !== 0 || /Module not found|ERROR in |compiled with \d+ error/.test(said)) {
    fail(`${said}\nThe guest app for ${target} did not build: see above.`)
  }
  await (target === 'h5' ? finishH5(making) : finishWeapp(making))
}

function buildAdmin(making: string): void {
  const vite = [join(admin, 'node_modules/vite/bin/vite.js'), 'build', '--outDir', making, '--emptyOutDir']
  const { status, said } = run(vite, admin)
  if (status !== 0) fail(`${said}\nThe admin web did not build: see above.`)
}

function run(command: string[], cwd: string, env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NODE_ENV: 'production', ...env },
  })
  return { status, said: `${stdout}${stderr}` }
}

/** The scenes in the sizes that screens need, beside the app's page. */
async function finishH5(out: string): Promise<void> {
  const folder = join(out, 'art')
  mkdirSync(folder, { recursive: true })
  for (const scene of scenes) {
    const drawing = readFileSync(join(home, 'brand/art', `${scene}.svg`))
    for (const width of sceneWidths) {
      const file = join(folder, `${scene}-${width}.webp`)
      await sharp(drawing, { density: 144 }).resize({ width }).webp({ quality: 80 }).toFile(file)
    }
  }
}

/** The mini-program of this chain, where its id is known. */
function finishWeapp(out: string): void {
  const appid = process.env.YIZHAN_WECHAT_MINI_APPID
  if (!appid) return
  const path = join(out, 'project.config.json')
  writeFileSync(path, `${JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), appid }, null, 2)}\n`)
}

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
