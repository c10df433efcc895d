import type { Route } from '@/api/types'

/** Cypher that shows a route in the graph database itself, step by step. */
export function cypherOf(route: Route): string {
  const nodes = route.nodes.map(({ id }, index) => `(n${index}:Entity {id: '${id}'})`)
  const steps = route.steps.map(({ relationship: { type, id }, direction }, index) => {
    const relationship = `[r${index}:${type} {id: '${id}'}]`
    return direction === 'out' ? `-${relationship}->` : `<-${relationship}-`
  })
  const chain = nodes.map((node, index) => `${node}${steps[index] ?? ''}`).join('\n      ')
  return `MATCH ${chain}\nRETURN *`
}
