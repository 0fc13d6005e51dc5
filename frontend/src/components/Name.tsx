import classes from './Name.module.css'

/** A name that somebody typed: its own direction, cut at the end, whole on hover. */
export function Name({ children }: { children: string }) {
  return (
    <bdi className={`truncate ${classes.name}`} title={children}>
      {children}
    </bdi>
  )
}
