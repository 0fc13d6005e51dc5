import { writeFileSync } from 'node:fs'
import { expect, openTab, test } from './lab'
import { fill, nextAtFirst, nextLive, stream, students } from './live'

/* eslint-disable */
const name = process.env.PROF ?? 'dashboard'
test('prof', async ({ lab, page }) => {
  if (process.env.INIT) page.setDefaultTimeout(60000)
  await fill(lab, page)
  if (name === 'dashboard') {
    await openTab(page, 'Dashboard')
    await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(students + 1))
  } else {
    await page.goto(`${lab.console}#${({ records: '/records', gallery: '/records/gallery', question: '/question/1' } as any)[name]}`)
  }
  if (process.env.INIT) await page.evaluate(process.env.INIT)
  const next = name === 'dashboard' ? nextLive : nextAtFirst
  await page.waitForTimeout(3000)
  const s = await page.context().newCDPSession(page)
  await s.send('Performance.enable', { timeDomain: 'threadTicks' })
  const m = async () => Object.fromEntries((await s.send('Performance.getMetrics')).metrics.map((x) => [x.name, x.value]))
  const rest0 = await m()
  await page.waitForTimeout(10000)
  const rest1 = await m()
  const sizes: Record<string, number[]> = {}
  const calls: Record<string, number> = {}
  page.on('request', (r) => { const k = r.url().split('/').pop()!; calls[k] = (calls[k] ?? 0) + 1 })
  await stream(lab, { perSecond: 2, seconds: 20 }, next)
  await page.waitForTimeout(500)
  const rest2 = await m()
    for (const k of ['TaskDuration', 'ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration', 'V8CompileDuration', 'LayoutCount', 'RecalcStyleCount'])
    console.log('METRIC', k, 'rest/s', ((rest1[k]! - rest0[k]!) / 10 * (k.endsWith('Count') ? 1 : 1000)).toFixed(2), 'per record', (((rest2[k]! - rest1[k]!) - (rest1[k]! - rest0[k]!) / 10 * 20) / 40 * (k.endsWith('Count') ? 1 : 1000)).toFixed(2))
  console.log('METRIC calls', JSON.stringify(calls))
  for (const k in sizes) console.log('METRIC size', k, sizes[k]!.slice(0, 14).join(' '))
  console.log('METRIC total', ((rest2.TaskDuration! - rest1.TaskDuration!) * 1000 / 40).toFixed(2))
  if (process.env.NOTRACE) return
  const trace = async (file: string, prof: boolean, act: () => Promise<void>) => {
    const events: any[] = []
    const on = ({ value }: any) => events.push(...value)
    s.on('Tracing.dataCollected', on)
    const cats = ['devtools.timeline', 'toplevel', '__metadata', 'blink', 'cc', 'v8', ...(prof ? ['disabled-by-default-v8.cpu_profiler'] : [])]
    await s.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: cats } } as any)
    const b0 = await m()
    await act()
    const b1 = await m()
    console.log('METRIC during trace', file, ((b1.TaskDuration! - b0.TaskDuration!) * 1000).toFixed(1), 'script', ((b1.ScriptDuration! - b0.ScriptDuration!) * 1000).toFixed(1))
    const done = new Promise((r) => s.once('Tracing.tracingComplete', r))
    await s.send('Tracing.end')
    await done
    s.off('Tracing.dataCollected', on)
    writeFileSync(file, JSON.stringify(events))
  }
  await trace(`/tmp/perf-rest-${name}.json`, false, () => page.waitForTimeout(15000))
  await trace(`/tmp/perf-live-${name}.json`, false, () => stream(lab, { perSecond: 2, seconds: 15 }, next))
  await trace(`/tmp/perf-trace-${name}.json`, true, () => stream(lab, { perSecond: 2, seconds: 15 }, next))
})
