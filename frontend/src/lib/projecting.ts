import { useEffect } from 'react'

/** The route that the projector's key leads to from here, where a page has chosen one. */
let chosen: string | undefined

/** Returns the route that a page has chosen for the projector's key; undefined if none has. */
export function chosenProjection(): string | undefined {
  return chosen
}

/** Chooses where the projector's key leads to while it is used; undefined leaves the usual way. */
export function useProjecting(route: string | undefined): void {
  useEffect(() => {
    chosen = route
    return () => {
      chosen = undefined
    }
  }, [route])
}
