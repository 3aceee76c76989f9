// Every page and what is selected on it has an address, so that a link or a reload restores both.
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'

export interface PageEntry {
  readonly name: string
  readonly title: string
  readonly icon: string
}

/** The pages in the order of the navigation rail. */
export const PAGES: readonly PageEntry[] = [
  { name: 'overview', title: 'Overview', icon: 'i-lucide-layout-dashboard' },
  { name: 'scenarios', title: 'Scenarios', icon: 'i-lucide-clapperboard' },
  { name: 'network', title: 'Network', icon: 'i-lucide-radio-tower' },
  { name: 'notifications', title: 'Notifications', icon: 'i-lucide-bell' },
  { name: 'tokens', title: 'Tokens', icon: 'i-lucide-key-round' },
  { name: 'usage', title: 'Usage', icon: 'i-lucide-gauge' },
  { name: 'traffic', title: 'Traffic', icon: 'i-lucide-arrow-left-right' },
  { name: 'faults', title: 'Faults', icon: 'i-lucide-bug' },
  { name: 'conformance', title: 'Conformance', icon: 'i-lucide-list-checks' },
  { name: 'settings', title: 'Settings', icon: 'i-lucide-settings-2' },
]

const routes: RouteRecordRaw[] = [
  { path: '/', name: 'overview', component: () => import('./pages/OverviewPage.vue') },
  { path: '/scenarios/:file?', name: 'scenarios', component: () => import('./pages/ScenariosPage.vue') },
  { path: '/network/:device?', name: 'network', component: () => import('./pages/NetworkPage.vue') },
  {
    path: '/notifications/:view(events|subscriptions|inbox)?/:id?',
    name: 'notifications',
    component: () => import('./pages/NotificationsPage.vue'),
  },
  { path: '/tokens', name: 'tokens', component: () => import('./pages/TokensPage.vue') },
  { path: '/settings', name: 'settings', component: () => import('./pages/SettingsPage.vue') },
  { path: '/usage/:report?', name: 'usage', component: () => import('./pages/UsagePage.vue') },
  { path: '/faults', name: 'faults', component: () => import('./pages/FaultsPage.vue') },
  { path: '/traffic/:exchange?', name: 'traffic', component: () => import('./pages/TrafficPage.vue') },
  {
    path: '/conformance/:run?/:case?/:step?',
    name: 'conformance',
    component: () => import('./pages/ConformancePage.vue'),
  },
  { path: '/:rest(.*)*', name: 'unknown', component: () => import('./pages/UnknownPage.vue') },
]

export const router = createRouter({ history: createWebHistory('/'), routes })

router.afterEach((to) => {
  const page = PAGES.find(({ name }) => name === to.name)
  document.title = page ? `${page.title} · Callbox` : 'Callbox'
})
