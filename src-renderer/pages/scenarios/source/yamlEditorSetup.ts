// CodeMirror as this window uses it for scenarios: YAML, what the scenario's JSON Schema knows of the place one is at, and
// the colours of the window. Loaded with the page of scenarios only.
import { autocompletion, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { yaml, yamlLanguage } from '@codemirror/lang-yaml'
import { bracketMatching, foldGutter, foldKeymap, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { lintGutter, lintKeymap } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { stateExtensions } from 'codemirror-json-schema'
import { yamlSchemaHover } from 'codemirror-json-schema/yaml'
import { schemaCompletion } from './schemaCompletion'

/** Colour means verdict or violation only, so the parts of the language differ by weight and slant. */
const highlighting = HighlightStyle.define([
  {
    tag: [tags.propertyName, tags.definition(tags.propertyName)],
    color: 'var(--ui-text-highlighted)',
    fontWeight: '600',
  },
  { tag: tags.comment, color: 'var(--ui-text-muted)', fontStyle: 'italic' },
  { tag: [tags.string, tags.content, tags.number, tags.bool], color: 'var(--ui-text)' },
  { tag: tags.punctuation, color: 'var(--ui-text-muted)' },
])

const theme = EditorView.theme({
  '&': { height: '100%', fontSize: 'var(--text-sm)', color: 'var(--ui-text)', backgroundColor: 'var(--ui-bg)' },
  '&.cm-focused': { outline: '2px solid var(--ui-text-highlighted)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.5', fontVariantLigatures: 'none' },
  '.cm-gutters': {
    backgroundColor: 'var(--ui-bg-muted)',
    color: 'var(--ui-text-muted)',
    borderRight: '1px solid var(--ui-border)',
  },
  '.cm-activeLine, .cm-activeLineGutter': {
    backgroundColor: 'color-mix(in srgb, var(--ui-bg-elevated) 60%, transparent)',
  },
  '.cm-cursor': { borderLeftColor: 'var(--ui-text-highlighted)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--ui-bg-accented)',
  },
  '.cm-tooltip, .cm-panels': {
    backgroundColor: 'var(--ui-bg-elevated)',
    color: 'var(--ui-text)',
    border: '1px solid var(--ui-border-accented)',
  },
  '.cm-tooltip-hover': { maxWidth: '32rem', padding: '0.25rem 0.5rem' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--ui-bg-accented)',
    color: 'var(--ui-text-highlighted)',
  },
})

export interface YamlEditorOptions {
  readonly label: string
  /** JSON Schema of the document. */
  readonly schema: Record<string, unknown>
  readonly readOnly: boolean
  readonly onChange: (text: string) => void
}

export function yamlEditorSetup({ label, schema, readOnly, onChange }: YamlEditorOptions): Extension[] {
  return [
    lineNumbers(),
    highlightActiveLineGutter(),
    foldGutter(),
    lintGutter(),
    history(),
    drawSelection(),
    bracketMatching(),
    autocompletion(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    keymap.of([
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...completionKeymap,
      ...lintKeymap,
      indentWithTab,
    ]),
    yaml(),
    yamlLanguage.data.of({ autocomplete: schemaCompletion(schema) }),
    hoverTooltip(yamlSchemaHover()),
    stateExtensions(schema),
    syntaxHighlighting(highlighting),
    theme,
    EditorState.readOnly.of(readOnly),
    EditorState.tabSize.of(2),
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', tabindex: '0' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(update.state.doc.toString())
    }),
  ]
}
