import { computed, shallowRef, triggerRef, type ComputedRef } from 'vue'
import { isPerson, namesIn, People, starred, veiled } from './people'

const people = shallowRef(new People())
const masked = shallowRef(false)

/** Takes note of the people in an answer: their names may stand in the texts of another. */
export function meet(answer: unknown): void {
  if (people.value.meet(namesIn(answer))) triggerRef(people)
}

/** Puts the mask on or takes it off, as the address says. */
export function wearMask(on: boolean): void {
  masked.value = on
}

/**
 * The one place where people's names are masked for a screenshot: answers pass through it before a
 * component sees them (`useResource` does so by itself), so components show what they are given.
 */
export function useMask() {
  function told<T>(answer: T): T {
    return masked.value ? veiled(answer, people.value) : answer
  }

  /** An answer that changes, as it is told; the same object as long as nothing in it changes. */
  function toldOf<T>(answer: () => T): ComputedRef<T> {
    return computed<T>((before) => {
      const now = told(answer())
      const isSame = masked.value && JSON.stringify(now) === JSON.stringify(before)
      return isSame && before !== undefined ? before : now
    })
  }

  /** The name under which an entity is shown. */
  function nameOf({ name, labels }: { name: string; labels?: string[] }): string {
    return masked.value && isPerson({ labels }) ? starred(name) : told(name)
  }

  return { masked, told, toldOf, nameOf }
}
