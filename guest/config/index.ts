import path from 'node:path'
import { defineConfig } from '@tarojs/cli'

const repository = path.resolve(__dirname, '../..')
/** What both targets share with the server: plain TypeScript outside this package, so it must be compiled here too. */
const shared = [(file: string) => /[/\\](?:contract|brand)[/\\][^/\\]+(?:[/\\][^/\\]+)*\.ts$/.test(file)]

/** Moon windows stand in the bundle: one of them is shown when nothing can be loaded. */
const inlined = { limit: 8192, name: 'static/images/[name].[hash:8][ext]' }

/** As much of webpack-chain as is used here. */
interface Chain {
  module: { rule(name: string): { test(files: RegExp): { resolve: { set(name: string, value: boolean): unknown } } } }
}

/** Our sources are modules, so that Node runs their tests; platform files are still named without an extension. */
function leaveOutExtensions(chain: Chain): void {
  chain.module
    .rule('own-modules')
    .test(/[/\\]guest[/\\]src[/\\]/)
    .resolve.set('fullySpecified', false)
}

export default defineConfig<'webpack5'>({
  projectName: 'yizhan-guest',
  date: '2026-11-25',
  // Drawn at 390 px; one drawn px is 2 rpx in the mini-program and one px on the web.
  designWidth: 375,
  deviceRatio: { 375: 2, 750: 1 },
  sourceRoot: 'src',
  outputRoot: process.env.TARO_APP_OUT ?? `dist/${process.env.TARO_ENV}`,
  alias: { '@brand': path.join(repository, 'brand'), '@contract': path.join(repository, 'contract') },
  defineConstants: {
    // The web calls its own origin; a mini-program has none and is told at build time where the server is.
    API_BASE: JSON.stringify(
      process.env.TARO_ENV === 'weapp' ? (process.env.TARO_APP_API ?? 'http://127.0.0.1:8088') : '',
    ),
  },
  plugins: [path.resolve(__dirname, 'plugins/aria.cjs')],
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  mini: {
    compile: { include: shared },
    imageUrlLoaderOption: inlined,
    webpackChain: leaveOutExtensions,
    optimizeMainPackage: { enable: true },
    postcss: { pxtransform: { enable: true, config: {} } },
  },
  h5: {
    compile: { include: shared },
    publicPath: '/',
    staticDirectory: 'static',
    imageUrlLoaderOption: inlined,
    webpackChain(chain) {
      leaveOutExtensions(chain)
      chain.resolve.alias
        .set('@tarojs/components/dist/components$', path.resolve(__dirname, 'no-components.js'))
        .set('@tarojs/components/global.css$', path.resolve(__dirname, 'no-components.css'))
      // What pages share comes once, not with each page.
      chain.optimization.merge({
        splitChunks: {
          cacheGroups: {
            kit: {
              name: 'kit',
              test: /[/\\]src[/\\](?:kit|api|state|platform|format|texts|go)\b|[/\\](?:brand|contract)[/\\]/,
              chunks: 'all',
              minChunks: 3,
              enforce: true,
              priority: 30,
            },
          },
        },
      })
    },
    router: { mode: 'hash' },
    useHtmlComponents: true,
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    postcss: {
      autoprefixer: { enable: true, config: {} },
      // Boxes keep their px; text follows the reader's own size (rem of 16).
      pxtransform: {
        enable: true,
        config: { baseFontSize: 16, propList: ['font-size', 'line-height'], minRootSize: 0, maxRootSize: 0 },
      },
    },
  },
})
