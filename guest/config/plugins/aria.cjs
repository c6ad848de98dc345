// Taro's mini-program templates carry no accessibility attributes: this adds them to the components the kit uses.
const path = require('node:path')
const { attributes, components } = require('./aria-attributes.cjs')

const added = Object.fromEntries(components.map((name) => [name, attributes]))

module.exports = (ctx) =>
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (!platform.template) return
      platform.template.mergeComponents(ctx, added)
      platform.runtimePath = [].concat(platform.runtimePath, path.resolve(__dirname, 'aria-runtime.js'))
    },
  })
