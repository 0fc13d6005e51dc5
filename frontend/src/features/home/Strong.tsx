import classes from './Strong.module.css'

/** A name that stands out from the sentence around it. */
export function Strong({ children }: { children: string }) {
  return <bdi className={classes.strong}>{children}</bdi>
}
