import { Ago } from '../../components/bits'

/** When the last record came, or that none did. */
export function LastRecord({ stamp }: { stamp: string }) {
  return stamp === '' ? <span className="t3">none yet</span> : <Ago stamp={stamp} />
}
