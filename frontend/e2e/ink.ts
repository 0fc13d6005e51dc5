import type { Locator } from '@playwright/test'

/** Returns the share of dark pixels of what is seen of an element: how its form looks without its colour. */
export async function inkOf(element: Locator): Promise<number> {
  const png = (await element.screenshot({ animations: 'disabled' })).toString('base64')
  return element.page().evaluate(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
    if (!canvas) throw new Error('no canvas')
    canvas.drawImage(picture, 0, 0)
    const { data } = canvas.getImageData(0, 0, picture.width, picture.height)
    let dark = 0
    for (let i = 0; i < data.length; i += 4) {
      if ((data[i] ?? 0) + (data[i + 1] ?? 0) + (data[i + 2] ?? 0) < 384) dark++
    }
    return (4 * dark) / data.length
  }, png)
}
