/// <reference types="vite/types/importMeta.d.ts" />

/** A file as the text it holds. */
declare module '*?raw' {
  const text: string
  export default text
}
