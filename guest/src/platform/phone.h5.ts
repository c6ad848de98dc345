export { inSandboxPhone as canGivePhone } from './bridge.h5.ts'
