import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Relationship } from '@/api/types'
import { roleOf } from './facts'

/**
 * The role to show in a relationship seen from one end, '' where there is none. `names`: of that end
 * and the other, where a reader cannot tell from the place whose role it is.
 */
export function useRole(
  relationship: MaybeRefOrGetter<Pick<Relationship, 'properties'>>,
  fromStart: () => boolean,
  directed: () => boolean,
  names: () => [string, string] | null = () => null,
) {
  const { t } = useI18n()
  return computed(() => {
    const found = roleOf(toValue(relationship), fromStart(), directed())
    if (!found) return ''
    const ends = names()
    if (ends && !directed()) return t('details.roleOf', { name: ends[found.own ? 1 : 0], role: found.role })
    return found.own ? found.role : t('details.ownRole', { role: found.role })
  })
}
