/** Splits `192.168.1.20:6780` into the host and the port with its colon. */
export function splitAddress(address: string): { host: string; port: string } {
  const at = address.lastIndexOf(':')
  return at < 0 ? { host: address, port: '' } : { host: address.slice(0, at), port: address.slice(at) }
}

/** Returns how many characters the longest line of a text has. */
export function longestLine(text: string): number {
  return Math.max(...text.split('\n').map((line) => line.length))
}

/** Returns a first cell as it is shown: only the beginning of the packed client that it may carry. */
export function withoutPacked(cell: string): string {
  return cell.replace(/(b85decode\("[^"]{24})[^"]+"/, '$1…"')
}
