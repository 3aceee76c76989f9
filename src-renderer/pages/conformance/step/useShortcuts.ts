import { useEventListener } from '@vueuse/core'

/** What a key does, by the code of its place on the keyboard: `KeyS`. All are pressed with Alt. */
export type Shortcuts = Readonly<Record<string, (() => unknown) | undefined>>

const IS_MAC = /Mac/.test(navigator.userAgent)
const TYPED_INTO = 'input:not([type=checkbox]), textarea, select, [contenteditable]'

/** As it is written on the button. @param letter `S` */
export function shortcutText(letter: string): string {
  return IS_MAC ? `⌥${letter}` : `Alt ${letter}`
}

/** Follows the keyboard for as long as the component is there. Where a text is written, Alt may write a letter. */
export function useShortcuts(shortcuts: () => Shortcuts): void {
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat) return
    if (IS_MAC && event.target instanceof Element && event.target.matches(TYPED_INTO)) return
    const act = shortcuts()[event.code]
    if (!act) return
    event.preventDefault()
    act()
  })
}
