import type { Route } from '@/api/types'

/** Cypher that shows a route in the graph database itself, step by step. */
export function cypherOf(route: Route): string {
  const nodes = route.nodes.map(({ id }, index) => `(n${index}:Entity {id: '${id}'})`)
  const steps = route.steps.map(({ relationship, direction }, index) => {
    const tie = `[r${index}:${relationship.type} {id: '${relationship.id}'}]`
    return direction === 'out' ? `-${tie}->` : `<-${tie}-`
  })
  const chain = nodes.map((node, index) => `${node}${steps[index] ?? ''}`).join('\n      ')
  return `MATCH ${chain}\nRETURN *`
}
