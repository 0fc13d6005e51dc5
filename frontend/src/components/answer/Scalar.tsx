import classes from './Scalar.module.css'

/** A single value, the largest thing of its card: smaller only if it is long. */
export function Scalar({ text }: { text: string }) {
  const size = text.length <= 8 ? 'large' : text.length <= 16 ? 'medium' : 'small'
  return (
    <p className={classes.scalar} data-size={size}>
      {text}
    </p>
  )
}
