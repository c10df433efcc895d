import { reactive, ref, watch } from 'vue'
import { search } from '@/api/client'
import type { RouteState } from '@/shell/pageState'
import { useLocation } from '@/shell/useLocation'
import { useLoadedSchema } from '@/shell/useSchema'
import { nameOfEnd, useEnd, type End } from './useEnd'

/** The id of a typed end, when the text is the exact name of one entity and no other. */
async function onlyExact(text: string): Promise<string | null> {
  const { hits } = await search({ query: text, limit: 2 })
  const exact = hits.filter(({ matched_on }) => matched_on.tier === 'exact')
  return exact.length === 1 ? (exact[0]?.id ?? null) : null
}

type Options = Omit<RouteState, 'from' | 'to' | 'pick'>

/** A copy of what else than its ends a question says. */
function optionsOf(given: Options): Options {
  const { maxHops, k, includePast, bonds, via, avoid, others, asOf } = given
  const lists = { bonds: [...bonds], via: [...via], avoid: [...avoid], others: [...others] }
  return { maxHops, k, includePast, asOf, ...lists }
}

/** What is being filled in; the address changes only when it is sent off. */
export function useRouteForm() {
  const { state, go } = useLocation()
  const office = useLoadedSchema().value.office
  const ends = { from: useEnd(), to: useEnd() }
  const options = reactive(optionsOf(state.value.route))
  const error = ref<'from' | 'to' | 'same' | null>(null)

  async function fill(end: End, id: string | null): Promise<void> {
    if (id === null || id === end.id.value) return
    const name = id === office?.id ? office.name : await nameOfEnd(id)
    end.choose({ id, name })
  }

  function read(): void {
    const { from, to } = state.value.route
    Object.assign(options, optionsOf(state.value.route))
    // Our own office is where most introductions start.
    void fill(ends.from, from ?? (ends.from.text.value ? null : (office?.id ?? null)))
    void fill(ends.to, to)
    if (to === null && ends.to.id.value === from) ends.to.text.value = ''
  }
  watch(() => JSON.stringify(state.value.route), read, { immediate: true })

  async function settle(end: End): Promise<string | null> {
    const text = end.text.value.trim()
    if (end.id.value !== null || !text) return end.id.value
    const id = await onlyExact(text).catch(() => null)
    if (id !== null) end.choose({ id, name: await nameOfEnd(id) })
    return id
  }

  async function submit(): Promise<void> {
    const [from, to] = [await settle(ends.from), await settle(ends.to)]
    if (from === null) error.value = 'from'
    else if (to === null) error.value = 'to'
    else if (from === to) error.value = 'same'
    else {
      error.value = null
      const route = { from, to, ...optionsOf(options), pick: 0 }
      go({ screen: 'work', panel: 'route', route, around: null, shown: null })
    }
  }

  function swap(): void {
    const [from, to] = [ends.from, ends.to].map(({ id, text }) => ({ id: id.value, text: text.value }))
    for (const [end, value] of [[ends.from, to], [ends.to, from]] as const) {
      if (value?.id) end.choose({ id: value.id, name: value.text })
      else end.text.value = value?.text ?? ''
    }
  }

  function toggleBond(name: string): void {
    const rest = options.bonds.filter((other) => other !== name)
    options.bonds = rest.length < options.bonds.length ? rest : [...rest, name]
  }

  return { ends, options, error, submit, swap, toggleBond }
}
