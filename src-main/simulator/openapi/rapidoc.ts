// The renderer of the descriptions, a module of its own so that it is loaded with the first page and not before.
import script from 'rapidoc/dist/rapidoc-min.js?raw'

export const RAPIDOC = script
