/** Returns the tolerance that was typed, with a point or a comma; undefined if it is no tolerance. */
export function parseTolerance(typed: string): number | undefined {
  const text = typed.trim().replace(',', '.')
  if (!/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return undefined
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}

/** Returns a tolerance as it is typed: `1e-6` and not `0.000001`. */
export function toleranceText(value: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential().split('e')
  return value !== 0 && Math.abs(Number(exponent)) > 2 ? `${mantissa}e${Number(exponent)}` : String(value)
}
