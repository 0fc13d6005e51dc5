/** The tabs in their order, which is also that of the keys 1 to 5; `name` is a key of the words in shell.tabs. */
export const tabs = [
  { path: '/', name: 'index' },
  { path: '/sessions', name: 'sessions' },
  { path: '/records', name: 'records' },
  { path: '/dashboard', name: 'dashboard' },
  { path: '/settings', name: 'settings' },
] as const

/** Pages that are no tab themselves, and the tabs that they belong to. */
const within: Partial<Record<string, string>> = {
  '/doctor': '/settings',
  '/class': '/settings',
  '/assistants': '/sessions',
  '/doctor/sheet': '/settings',
  '/help': '/',
}

/** Reports whether a path belongs to a tab. */
export function isOnTab(path: string, tab: string): boolean {
  if (within[path] !== undefined) return within[path] === tab
  if (path.startsWith('/question/')) return tab === '/dashboard'
  if (path === '/notebook' || path.startsWith('/notebook/')) return tab === '/sessions'
  return tab === '/' ? path === '/' : path === tab || path.startsWith(`${tab}/`)
}
