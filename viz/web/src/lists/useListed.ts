import { ref, shallowRef } from 'vue'
import { getReach, match } from '@/api/client'
import { Failure } from '@/api/failure'
import type { ListedName, Reached } from '@/api/types'
import { useMask } from '@/mask/useMask'
import { shared } from '@/shell/shared'
import { MOST, rowsOf, type Row } from './listed'

const AT_ONCE = 200 // ids in one address

/** The list that was last checked. It stays while other screens are looked at. */
export const useListed = shared(() => {
  const text = ref('')
  const found = shallowRef<Row[] | null>(null)
  const rows = useMask().toldOf(() => found.value)
  const failure = shallowRef<Failure | null>(null)
  const checking = ref(false)

  async function check(names: ListedName[], from: string): Promise<void> {
    checking.value = true
    failure.value = null
    try {
      const { matches } = await match(names.slice(0, MOST))
      const ids = matches.flatMap(({ candidates }) => candidates.slice(0, 1).map(({ node }) => node.id))
      found.value = rowsOf(matches, await reachedFrom(from, [...new Set(ids)]))
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      failure.value = error
    } finally {
      checking.value = false
    }
  }

  return { text, rows, failure, checking, check }
})

async function reachedFrom(from: string, ids: string[]): Promise<Map<string, Reached>> {
  const slices = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, index) =>
    ids.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  )
  const answers = await Promise.all(
    slices.map((slice) => getReach({ from, ids: slice, limit: AT_ONCE })),
  )
  return new Map(answers.flatMap(({ reached }) => reached).map((each) => [each.id, each]))
}
