/** How many significant digits of a number a list or a card shows; the app rounds previews to as many. */
const DIGITS = 6
const FLOAT = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i

/** Returns how many digits a number has from the first that is not 0 to the last. */
function significant(text: string): number {
  const [mantissa = ''] = text.split(/e/i)
  return mantissa
    .replace('-', '')
    .replace(/^[0.]+|[0.]+$/g, '')
    .replace('.', '').length
}

/** Returns a float with at most six significant digits, as Python writes them; whatever else it is as it is. */
export function sixDigits(text: string): string {
  if (!/[.e]/i.test(text) || !FLOAT.test(text) || significant(text) <= DIGITS) return text
  const value = Number(text)
  if (!Number.isFinite(value)) return text
  const [mantissa = '', exponent = '0'] = value.toExponential(DIGITS - 1).split('e')
  const power = Number(exponent)
  if (power < -4 || power >= DIGITS) {
    const digits = String(Math.abs(power)).padStart(2, '0')
    return `${mantissa.replace(/(\..*?)0+$/, '$1').replace(/\.$/, '')}e${power < 0 ? '-' : '+'}${digits}`
  }
  const plain = value
    .toFixed(DIGITS - 1 - power)
    .replace(/(\..*?)0+$/, '$1')
    .replace(/\.$/, '')
  return plain.includes('.') || significant(plain) >= DIGITS ? plain : `${plain}.0`
}
