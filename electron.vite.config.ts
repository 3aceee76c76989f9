import { resolve } from 'node:path'
import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

/** The UI library as the build and the web tests use it: no auto-imports, icons bundled, nothing fetched at run time. */
export function uiPlugins() {
  return [
    vue(),
    ui({
      root: resolve('.'),
      autoImport: false,
      components: false,
      icon: { clientBundle: { scan: { globInclude: ['src-renderer/**/*.{vue,ts}'] } } },
      theme: { colors: ['primary', 'success', 'warning', 'error'], transitions: false },
      ui: { colors: { neutral: 'zinc', success: 'green', warning: 'amber', error: 'red' } },
    }),
  ]
}

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
    plugins: uiPlugins(),
    // Inlined assets would be `data:` addresses, which the page's content policy refuses for fonts.
    build: { minify: true, assetsInlineLimit: 0, rollupOptions: { input: resolve('src-renderer/index.html') } },
  },
})
