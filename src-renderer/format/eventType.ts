/** `network-quality` of `org.camaraproject.connectivity-insights-subscriptions.v0.network-quality`. */
export function shortEventType(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1)
}
