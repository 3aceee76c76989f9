declare module 'har-schema' {
  /** JSON schemas by the part of the archive they describe. */
  const schemas: Readonly<Record<string, object>>
  export = schemas
}
