import type { DescribedApi } from './openApiDocument'

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** One description to read and try; fonts and everything else come from this bench, so it needs no network. */
export function docsPage({ name, title }: DescribedApi, all: readonly DescribedApi[]): string {
  const links = all.map(
    (api) =>
      `<a href="/docs/${api.name}"${api.name === name ? ' aria-current="page"' : ''}>${escaped(api.title)} ${escaped(api.version)}</a>`,
  )
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escaped(title)} · Callbox</title>
<style>
:root { color-scheme: light; font-family: system-ui, sans-serif; }
body { margin: 0; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: .75rem 1rem; border-bottom: 1px solid #d4d4d8; font-size: .875rem; }
nav a { color: #18181b; } nav a[aria-current] { font-weight: 700; text-decoration: none; }
</style>
<script type="module" src="/docs/rapidoc.js"></script>
<nav aria-label="APIs">${links.join('')}</nav>
<rapi-doc spec-url="/openapi/${name}.json" render-style="view" theme="light" load-fonts="false" regular-font="system-ui, sans-serif"
  mono-font="ui-monospace, monospace" primary-color="#1d4ed8" show-header="false" allow-server-selection="false" allow-authentication="false" allow-spec-file-download="true"
  schema-description-expanded="true" default-schema-tab="schema"></rapi-doc>
</html>
`
}
