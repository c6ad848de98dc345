// Loaded before a component test: a DOM to draw into, and imports answered as the build for the web answers them.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import './dom.ts'

const guest = dirname(dirname(import.meta.dirname))
const repository = dirname(guest)
const source = pathToFileURL(join(guest, 'src/')).href
const aliases = { '@brand/': join(repository, 'brand/'), '@contract/': join(repository, 'contract/') }
/** As the build for the web tries them for a platform file that is named without an extension. */
const endings = ['.h5.tsx', '.h5.ts']

interface Compiler {
  transformSync: (text: string, options: object) => { code: string }
}
// The compiler that Taro brings.
const { transformSync }: Compiler = createRequire(createRequire(join(guest, 'package.json')).resolve('@tarojs/helper'))(
  '@swc/core',
)

process.env.TARO_ENV = 'h5'
process.setSourceMapsEnabled(true)
Object.assign(globalThis, { API_BASE: '' })

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === '@tarojs/taro') return next(pathToFileURL(join(import.meta.dirname, 'taro.ts')).href, context)
    const alias = Object.entries(aliases).find(([name]) => specifier.startsWith(name))
    if (alias) return next(pathToFileURL(join(alias[1], specifier.slice(alias[0].length))).href, context)
    if (specifier.startsWith('.') && context.parentURL?.startsWith(source)) {
      const bare = fileURLToPath(new URL(specifier, context.parentURL))
      const ending = endings.find((each) => existsSync(bare + each))
      if (ending) return next(specifier + ending, context)
    }
    return next(specifier, context)
  },
  load(url, context, next) {
    if (url.endsWith('.tsx')) return { format: 'module', source: compiled(fileURLToPath(url)), shortCircuit: true }
    if (url.endsWith('.css')) return { format: 'module', source: '', shortCircuit: true }
    if (url.endsWith('.svg'))
      return { format: 'module', source: `export default ${JSON.stringify(url)}`, shortCircuit: true }
    return next(url, context)
  },
})

function compiled(file: string): string {
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    filename: file,
    swcrc: false,
    sourceMaps: 'inline',
    jsc: {
      parser: { syntax: 'typescript', tsx: true },
      target: 'es2022',
      transform: { react: { runtime: 'automatic' }, verbatimModuleSyntax: true },
    },
  })
  return code
}
