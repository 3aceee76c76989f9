/** `/subscriptions/1` of `https://host/root/subscriptions/1?page=2`, where the server is at `https://host/root` */
export function pathBelow(serverRoot: string, url: string): string {
  const below = url.startsWith(serverRoot) ? url.slice(serverRoot.length) : new URL(url).pathname
  return below.replace(/[?#].*$/s, '')
}
