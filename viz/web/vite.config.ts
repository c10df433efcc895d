import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const api = process.env.API_ADDRESS ?? 'http://127.0.0.1:8765'

export default defineConfig({
  plugins: [vue()],
  define: {
    // Parts of the libraries that this page never calls.
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    target: 'es2022',
    manifest: true, // read by scripts/check-size.mjs
    // Inlined assets would be data: addresses; files keep the security policy simple.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // vis-network alone is about 520 kB before compression; the budget is scripts/check-size.mjs.
    chunkSizeWarningLimit: 600,
  },
  server: { host: '127.0.0.1', proxy: { '/api': api } },
  resolve: { alias: { '@': new URL('./src', import.meta.url).pathname } },
  test: { include: ['tests/**/*.test.ts'], environment: 'node' },
})
