import { objections } from './axe'
import { expect, type Lab, test } from './lab'

/** Connects so many notebooks; the returned function has their network go away. */
function connect(lab: Lab, count: number): () => void {
  const network = new AbortController()
  for (let i = 0; i < count; i++) {
    const who = { sender_name: `Student ${i}`, sender_uuid: `d${i}` }
    const query = new URLSearchParams({ session_owner: lab.owner, session_name: lab.session, ...who })
    void fetch(`${lab.notebooks}/messages?${query.toString()}`, { signal: network.signal }).catch(
      () => undefined,
    )
  }
  return () => network.abort()
}

test('the status line turns amber when the class falls silent at once, until it is back', async ({
  lab,
  page,
}) => {
  const line = page.getByRole('contentinfo')
  const goAway = connect(lab, 6)
  await expect(line.getByText('6 notebooks connected')).toBeVisible()
  await expect(line).not.toHaveCSS('background-color', 'rgb(252, 243, 215)')

  goAway()
  await expect(line.getByText(/6 of 6 notebooks disconnected at once/)).toBeVisible({ timeout: 20_000 })
  for (const [colorScheme, amber] of [
    ['light', 'rgb(252, 243, 215)'],
    ['dark', 'rgb(50, 42, 18)'],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(line).toHaveCSS('background-color', amber)
    expect(await objections(page, 'footer')).toEqual([])
  }

  const leave = connect(lab, 6)
  await expect(line).not.toHaveCSS('background-color', 'rgb(50, 42, 18)')
  await expect(line.getByText(/disconnected at once/)).toBeHidden()
  leave()
})
