/** Calls act once what is drawn now is on the screen, at the second frame. Returns a function that calls it off. */
export function afterPaint(act: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(act)
  })
  return () => cancelAnimationFrame(frame)
}
