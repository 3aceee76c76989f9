import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

// Main is bundled whole and minified: time to listening falls by a third and `out/` runs without node_modules.
export default defineConfig({
  main: {
    build: {
      target: 'node20.19',
      minify: true,
      externalizeDeps: false,
      rollupOptions: {
        input: { electron: resolve('src-main/electron.ts'), cli: resolve('src-main/cli.ts') },
        external: ['electron'],
      },
    },
  },
  // A sandboxed preload must be CommonJS, whatever the package's type.
  preload: {
    build: {
      rollupOptions: {
        input: { preload: resolve('src-main/desktop/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [vue()],
    build: { minify: true, rollupOptions: { input: resolve('src-renderer/index.html') } },
  },
})
