import type { TextChange } from './yamlEdits'

/** What an editor can be asked for by whoever shows it. */
export interface EditorHandle {
  readonly canUndo: boolean
  readonly canRedo: boolean
  undo(): void
  redo(): void
  /** One step of the history. */
  apply(changes: TextChange | readonly TextChange[]): void
  /** Also one step: what was there can be had back. */
  replaceAll(text: string): void
  /** Scrolls to an item of a list without taking the focus from where it is. */
  revealItem(list: string, index: number): void
  /** Goes to a place and takes the focus there. @param line from 1, as `column` */
  reveal(line: number, column: number): void
}
