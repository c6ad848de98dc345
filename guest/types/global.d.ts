/// <reference types="@tarojs/taro" />

declare module '*.css'
declare module '*.svg' {
  const url: string
  export default url
}

/** Where the API is: empty on the web (its own origin), the server's address in a mini-program. */
declare const API_BASE: string

/** The target, known when the bundle is built. */
declare const process: { env: { TARO_ENV: 'weapp' | 'h5' } }
