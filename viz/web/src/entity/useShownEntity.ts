import { computed } from 'vue'
import { sourcesOf } from '@/api/types'
import { useWords } from '@/i18n/useWords'
import { useLocation } from '@/shell/useLocation'
import { useLoadedSchema } from '@/shell/useSchema'
import { useNames } from './useNames'
import { factsOf, NAMES_OF } from './facts'
import { useEntity } from './useEntity'

/** The selected entity as the side panel and the archive tell it. */
export function useShownEntity() {
  const { language, labelName } = useWords()
  const { state } = useLocation()
  const schema = useLoadedSchema()
  const { data, failure, loading, retry } = useEntity()
  const { nameOf } = useNames()

  // An older entity must not pass for the one that is asked for.
  const entity = computed(() => (data.value?.id === state.value.entity ? data.value : null))
  const facts = computed(() => {
    const told = entity.value ? factsOf(entity.value, schema.value, language.value) : []
    return told.map((fact) =>
      NAMES_OF.includes(fact.name) ? { ...fact, value: nameOf(fact.value) } : fact,
    )
  })
  const sources = computed(() => (entity.value ? sourcesOf(entity.value) : []))
  const roles = computed(() => (entity.value?.labels ?? []).map(labelName).join(' · '))
  return { entity, facts, sources, roles, failure, loading, retry }
}
