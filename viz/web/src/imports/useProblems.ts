import { computed, ref, shallowRef, watch } from 'vue'
import { getEntity, getNetwork } from '@/api/client'
import { Failure } from '@/api/failure'
import { useResource } from '@/api/useResource'
import { getProblems, type Job, type Problem, type Severity } from './client'
import { countOf, SEVERITIES, worstOf } from './jobs'

export const PAGE = 50
const MOST_CANDIDATES = 60 // looked up one by one, when some of a page are not on record yet

/** A page of an import's problems, of the worst severity there is until another is chosen. */
export function useProblems(job: () => Job) {
  const chosen = ref<Severity | 'all' | null>(null)
  const page = ref(1)
  const severity = computed(() => chosen.value ?? worstOf(job().counts) ?? 'all')
  const asked = computed(() => ({
    id: job().id,
    severity: severity.value === 'all' ? undefined : severity.value,
    ...{ limit: PAGE, offset: (page.value - 1) * PAGE },
  }))
  const { data, failure, loading, retry } = useResource(
    // A run for real writes its problems anew, so the same page is another one.
    () => ({ asked: asked.value, trial: job().dry_run, state: job().state }),
    (question, signal) => getProblems(question.asked, signal),
  )
  const total = computed(() =>
    SEVERITIES.reduce((sum, each) => sum + countOf(job().counts, each), 0),
  )
  watch([severity, () => job().id], () => (page.value = 1))
  watch(() => job().id, () => (chosen.value = null))
  return { data, failure, loading, retry, severity, chosen, page, total }
}

/** The names of the entities that problems offer to choose from; one not on record has none. */
export function useCandidateNames(problems: () => Problem[]) {
  const names = shallowRef<ReadonlyMap<string, string>>(new Map())
  const ids = computed(() => [...new Set(problems().flatMap(({ candidates }) => candidates))])
  watch(
    ids,
    async (wanted) => {
      const found = wanted.length ? await namesOf(wanted) : new Map<string, string>()
      if (ids.value === wanted) names.value = found
    },
    { immediate: true },
  )
  return names
}

async function namesOf(ids: string[]): Promise<Map<string, string>> {
  try {
    const { nodes } = await getNetwork({ ids: ids.slice(0, 300), depth: 0, limit: 300 })
    return new Map(nodes.map(({ id, name }) => [id, name]))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return error.reason === 'missing' ? namesOneByOne(ids.slice(0, MOST_CANDIDATES)) : new Map()
  }
}

/** A dry run may offer what is only in its own files: asked together, one unknown id fails all. */
async function namesOneByOne(ids: string[]): Promise<Map<string, string>> {
  const answers = await Promise.allSettled(ids.map((id) => getEntity(id)))
  return new Map(
    answers.flatMap((each) => (each.status === 'fulfilled' ? [[each.value.id, each.value.name]] : [])),
  )
}
