/* eslint-disable */
import { openTab, test } from './lab'
import { fill, nextAtFirst, nextLive, stream } from './live'

const name = process.env.PROF ?? 'dashboard'
test('shift', async ({ lab, page }) => {
  await fill(lab, page)
  if (name === 'dashboard') {
    await openTab(page, 'Dashboard')
    await page.waitForTimeout(2000)
    await page.getByRole('grid').getByRole('gridcell').nth(40).hover()
  } else await page.goto(`${lab.console}#${({ records: '/records', gallery: '/records/gallery', question: '/question/1' } as any)[name]}`)
  await page.waitForTimeout(4000)
  await page.evaluate(() => {
    const w = window as any
    w.shifts = []; w.total = 0
    new PerformanceObserver((list) => {
      for (const e of list.getEntries() as any[]) {
        if (e.hadRecentInput) continue
        w.total += e.value
        const what = e.sources.slice(0, 5).map((s: any) => { const n = s.node; const el = n && (n.nodeType === 1 ? n : n.parentElement); return el ? `${el.tagName}.${String(el.className?.baseVal ?? el.className).split(' ')[0]} [${(el.textContent ?? '').slice(0, 24)}] ${Math.round(s.previousRect.x)},${Math.round(s.previousRect.y)} ${Math.round(s.previousRect.width)}x${Math.round(s.previousRect.height)}->${Math.round(s.currentRect.x)},${Math.round(s.currentRect.y)} ${Math.round(s.currentRect.width)}x${Math.round(s.currentRect.height)}` : '-' })
        w.shifts.push(`${e.value.toFixed(4)} ${what.join(' | ')}`)
      }
    }).observe({ type: 'layout-shift' })
  })
  await stream(lab, { perSecond: 20, seconds: 12 }, name === 'dashboard' ? nextLive : nextAtFirst)
  const { shifts, total } = await page.evaluate(() => ({ shifts: (window as any).shifts, total: (window as any).total }))
  console.log('SHIFT total', total * 2.5, shifts.length)
  for (const s of shifts.slice(0, Number(process.env.MANY ?? 30))) console.log('SHIFT', s)
  await page.screenshot({ path: `/tmp/perf-shift-${name}.png` })
})
