import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const beside = (folder: string) => fileURLToPath(new URL(`../${folder}`, import.meta.url))
const name = 'assets/[name]-[hash:12]'

export default defineConfig({
  base: '/admin/',
  publicDir: false,
  plugins: [react()],
  resolve: { alias: { '@contract': beside('contract'), '@brand': beside('brand') } },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    // The base of antd and React together; every page is far smaller.
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        // The server keeps a file for ever when its name ends in a hash of hex digits.
        hashCharacters: 'hex',
        entryFileNames: `${name}.js`,
        chunkFileNames: `${name}.js`,
        assetFileNames: `${name}[extname]`,
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](?:react|react-dom|scheduler)[\\/]/, priority: 2 },
            { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/]/, priority: 2 },
          ],
        },
      },
    },
  },
})
