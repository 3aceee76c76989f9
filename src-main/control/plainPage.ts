// The only HTML that the server writes itself: a sentence or two for a person who cannot be shown the window.

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character)
}

export function plainPage(...paragraphs: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Callbox</title></head>
<body style="max-width: 40em; margin: 15vh auto; padding: 0 1em; font: 1.1em/1.6 system-ui, sans-serif">
<main>
<h1>Callbox</h1>
${paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')}
</main>
</body>
</html>
`
}
