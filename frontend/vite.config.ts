import { readdirSync, readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import type { Plugin, ProxyOptions } from 'vite'
import { defineConfig } from 'vitest/config'

/** Leaves only the woff2 files of KaTeX's fonts: every window that shows this page reads them. */
function woff2Only(): Plugin {
  return {
    name: 'woff2-only',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('katex') || !id.endsWith('.css')) return null
      return code.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\(["']?\w+["']?\)/g, '')
    },
  }
}

/** Writes the Content-Security-Policy into the page that is built, and not while Vite serves it: hot reload needs inline scripts. */
function contentSecurityPolicy(): Plugin {
  const directives = readFileSync(new URL('content-security-policy.txt', import.meta.url), 'utf8')
  const content = directives.trim().split(/\r?\n/).join('; ')
  const tag = { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content } }
  return { name: 'content-security-policy', apply: 'build', transformIndexHtml: () => [tag] }
}

/**
 * Passes calls on to a running app, for `npm run dev`: NPT_CONSOLE is the address, token included, that
 * `npt serve --console 127.0.0.1:0` prints.
 */
function toConsole(printed: string): ProxyOptions {
  const { origin, searchParams } = new URL(printed)
  return {
    target: origin,
    changeOrigin: true,
    headers: { Authorization: `Bearer ${searchParams.get('token') ?? ''}` },
    configure: (proxy) => proxy.on('proxyReq', (request) => request.removeHeader('origin')),
  }
}

const printed = process.env.NPT_CONSOLE

/** The tests that put something else in the place of a module or of what all modules have. */
const alone = readdirSync(new URL('src', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => `src/${file.replaceAll('\\', '/')}`)
  .filter((file) =>
    /vi\.(mock|doMock|resetModules|stub)/.test(readFileSync(new URL(file, import.meta.url), 'utf8')),
  )

export default defineConfig({
  base: './',
  plugins: [react(), woff2Only(), contentSecurityPolicy()],
  ...(printed && { server: { proxy: { '/api': toConsole(printed), '/export': toConsole(printed) } } }),
  build: {
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
  test: {
    testTimeout: 60_000, // on a busy computer
    css: true, // style sheets are read by a test of theirs; without this they would come as empty texts
    // What tests import is read once for all that leave no trace in it, which takes a quarter of the time.
    projects: [
      {
        extends: true,
        test: { name: 'together', include: ['src/**/*.test.ts'], exclude: alone, isolate: false },
      },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
  },
})
