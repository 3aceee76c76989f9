import { resolve } from 'node:path'
import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { parse } from 'yaml'

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

/** The shipped scenarios as the objects they say, so that the program needs no YAML parser to start. */
export function yamlAsJson(): Plugin {
  return {
    name: 'callbox:yaml-as-json',
    transform: (text, id) =>
      id.endsWith('.yaml') ? { code: `export default ${JSON.stringify(parse(text))}`, map: null } : undefined,
  }
}

// Main is bundled whole and minified: time to listening falls by a third and `out/` runs without node_modules.
export default defineConfig({
  main: {
    plugins: [yamlAsJson()],
    json: { stringify: true }, // a table of media types is parsed faster as JSON than as a program
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
