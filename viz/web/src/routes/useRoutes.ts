import { computed } from 'vue'
import { getRoutes, type RouteQuestion } from '@/api/client'
import type { Routes } from '@/api/types'
import { useResource } from '@/api/useResource'
import words from '@/i18n/mask'
import { useMask } from '@/mask/useMask'
import { shared } from '@/shell/shared'
import { isAsked } from '@/shell/pageState'
import { useLocation } from '@/shell/useLocation'
import { useLoadedSchema } from '@/shell/useSchema'
import { cardsOf, typesOf } from './answers'

// The reasons for an answer of none tell of people who are nowhere else in it.
const UNTOLD = { explanation: { zh: words.zh.why, en: words.en.why }, misses: [] }

/** The routes that the address asks for, and the one that is picked. */
export const useRoutes = shared(() => {
  const { state, go } = useLocation()
  const schema = useLoadedSchema()
  const { masked } = useMask()

  const question = computed<RouteQuestion | null>(() => {
    const { route } = state.value
    if (!isAsked(route)) return null
    const { from, k, maxHops, includePast, via, avoid, asOf } = route
    const types = typesOf(route.bonds, schema.value.bonds)
    const to = [route.to, ...route.others]
    return { from, to, k, maxHops, includePast, via, avoid, asOf, types }
  })
  const { data, failure, loading, retry } = useResource<RouteQuestion, Routes>(
    () => question.value,
    getRoutes,
  )
  const answers = computed(() => {
    const isNone = masked.value && data.value?.explanation
    return data.value && isNone ? { ...data.value, ...UNTOLD } : data.value
  })
  const cards = computed(() => cardsOf(answers.value))
  const picked = computed(() => cards.value[state.value.route.pick] ?? null)

  /** Brings a route out on the canvas, which then shows the routes and nothing else. */
  function pick(index: number): void {
    go({ route: { pick: index }, around: null, shown: null })
  }

  return { question, answers, failure, loading, retry, cards, picked, pick }
})
