import { effectScope } from 'vue'

/** One instance of a composable for the whole page, made at the first use and kept. */
export function shared<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    // Detached: it outlives the component that happened to ask first.
    made ??= { value: effectScope(true).run(make) as T }
    return made.value
  }
}
