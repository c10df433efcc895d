import type { Label, RelationshipType, Words } from '@/api/types'
import { useSchema } from '@/shell/useSchema'
import { useLanguage } from './index'

/** The schema's own words in the language in use; a name that it does not know stands for itself. */
export function useWords() {
  const { language } = useLanguage()
  const { data: schema } = useSchema()

  function say(words: Words | null | undefined, otherwise = ''): string {
    return words ? words[language.value] : otherwise
  }
  function label(name: string): Label | undefined {
    return schema.value?.labels[name]
  }
  function type(name: string): RelationshipType | undefined {
    return schema.value?.relationships[name]
  }
  return {
    language,
    say,
    labelName: (name: string) => say(label(name), name),
    typeName: (name: string) => say(type(name), name),
    statusName: (name: string) => say(schema.value?.statuses[name], name),
    isDirected: (name: string) => type(name)?.directed ?? true,
  }
}
