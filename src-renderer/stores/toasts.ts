import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

export interface Toast {
  readonly id: number
  readonly kind: 'done' | 'refused'
  readonly title: string
  readonly text?: string
  /** Takes back what was done; then the message is closed. */
  readonly action?: { readonly label: string; readonly run: () => void }
}

const SHOWN_MS = 6000
/** Long enough to notice a mistake. */
const SHOWN_WITH_ACTION_MS = 15_000

/** Short messages about what was just done. Refusals stay until they are closed. */
export const useToastsStore = defineStore('toasts', () => {
  const toasts = shallowRef<readonly Toast[]>([])
  let lastId = 0

  function close(id: number) {
    toasts.value = toasts.value.filter((toast) => toast.id !== id)
  }

  function show(toast: Omit<Toast, 'id'>) {
    const id = ++lastId
    toasts.value = [...toasts.value, { ...toast, id }].slice(-4)
    if (toast.kind === 'done') setTimeout(() => close(id), toast.action ? SHOWN_WITH_ACTION_MS : SHOWN_MS)
  }

  return { toasts, show, close }
})
