import envPaths from 'env-paths'

/** Where this user's programs keep their data, by the custom of the operating system. */
export function defaultDataFolder(): string {
  return envPaths('callbox', { suffix: '' }).data
}
