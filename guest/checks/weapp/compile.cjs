// WeChat's own compiler over a built mini-program: `node compile.cjs <build> <scratch folder>`, a process of its own
// because it keeps running and writes where it is started. It answers one line of JSON. Nothing leaves this machine: the key
// is made here and thrown away, and no name is looked up.
const { generateKeyPairSync } = require('node:crypto')
const dns = require('node:dns')
const { writeFileSync } = require('node:fs')
const { join } = require('node:path')

dns.lookup = (_name, options, answer) => {
  const tell = answer ?? options
  tell(Object.assign(new Error('no names are looked up here'), { code: 'ENOTFOUND' }))
}
const ci = require('miniprogram-ci')

const [projectPath, scratch] = process.argv.slice(2)
process.chdir(scratch)
const say = (answer) => process.stdout.write(`\n${JSON.stringify(answer)}\n`, () => process.exit(0))

/** What WeChat would answer about the account: an ordinary mini-program with WeChat's limits. */
const account = {
  platform: false,
  appType: 0,
  isSandbox: false,
  released: false,
  gameApp: false,
  setting: {
    MaxCodeSize: 2,
    MaxSubpackageSubCodeSize: 2,
    MaxSubpackageFullCodeSize: 30,
    NavigateMiniprogramLimit: 10,
    MaxSubPackageLimit: 100,
    MinTabbarCount: 2,
    MaxTabbarCount: 5,
    MaxTabbarIconSize: 40,
  },
}

async function compile() {
  const privateKeyPath = join(scratch, 'thrown-away.key')
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  writeFileSync(privateKeyPath, privateKey.export({ type: 'pkcs1', format: 'pem' }))
  const project = new ci.Project({
    appid: 'wx0123456789abcdef',
    type: 'miniProgram',
    projectPath,
    privateKeyPath,
    ignores: ['node_modules/**/*'],
  })
  project.attr = async () => account
  const options = { project, version: '0.0.0', desc: '', setting: { es6: false, minify: false } }
  const files = await ci.getCompiledResult({ ...options, onProgressUpdate: () => {} }, join(scratch, 'compiled.zip'))
  return Object.keys(files)
}

compile().then(
  (files) => say({ files }),
  (error) => say({ problem: String(error?.message ?? error) }),
)
