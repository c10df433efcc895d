import { computed } from 'vue'
import { useResource } from '@/api/useResource'
import { getProblems, type Job, type Problem } from './client'
import { isTried } from './jobs'
import { unknownHeaders } from './meanings'

const PAGE = 1000 // The API's own limit.
const MOST_PAGES = 5 // notes; a file that has more is known by its first sheets

/** The headers that a dry run did not know. */
export function useHeaders(job: () => Job) {
  const { data } = useResource(() => (isTried(job()) ? job().id : null), notesOf)
  return computed(() => unknownHeaders(data.value ?? []))
}

async function notesOf(id: string, signal: AbortSignal): Promise<Problem[]> {
  const found: Problem[] = []
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const asked = { id, severity: 'note' as const, limit: PAGE, offset: page * PAGE }
    const { problems, total } = await getProblems(asked, signal)
    found.push(...problems)
    if (found.length >= total) break
  }
  return found
}
