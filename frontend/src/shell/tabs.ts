/** The tabs in their order, which is also the order of the keys 1 to 5. */
export const tabs = [
  { path: '/', name: 'Index' },
  { path: '/sessions', name: 'Sessions' },
  { path: '/records', name: 'Records' },
  { path: '/dashboard', name: 'Dashboard' },
  { path: '/settings', name: 'Settings' },
] as const

/** Pages that are no tab of their own, and the tabs to which they belong. */
const within: Partial<Record<string, string>> = { '/doctor': '/settings' }

/** Reports whether a path belongs to a tab. */
export function isOnTab(path: string, tab: string): boolean {
  if (within[path] !== undefined) return within[path] === tab
  return tab === '/' ? path === '/' : path === tab || path.startsWith(`${tab}/`)
}
