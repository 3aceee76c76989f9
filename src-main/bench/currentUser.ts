import { userInfo } from 'node:os'

/** The name of the user whose process this is, as the operating system knows it. */
export function currentUser(): string {
  try {
    return userInfo().username
  } catch {
    return 'unknown' // a container may run under a number that has no name
  }
}
