import type { Node, Relationship, Schema } from '@/api/types'

/** A few words of the network, enough to read the tests by eye. */
export const SCHEMA: Schema = {
  statuses: { proposed: { zh: '建议', en: 'proposed' }, done: { zh: '已办', en: 'done' } },
  labels: {
    Person: {
      zh: '人员',
      en: 'person',
      colour: '#b3341f',
      glyph: '人',
      properties: { position: { zh: '职务', en: 'position', kind: 'text' } },
    },
    Talent: { zh: '人才', en: 'talent', colour: '#b3341f', glyph: '才', base: 'Person', properties: {} },
    Delegate: { zh: '委员', en: 'delegate', colour: '#8c2f5a', glyph: '委', base: 'Person', properties: {} },
    Affair: { zh: '事项', en: 'affair', colour: '#6d5a12', glyph: '事', properties: {} },
    Policy: { zh: '政策', en: 'policy', colour: '#6a5f14', glyph: '策', base: 'Affair', properties: {} },
  },
  relationships: {
    KNOWS: { zh: '相识', en: 'knows', directed: false, provenance: false, weight: 0.8 },
    LEADS: { zh: '负责', en: 'leads', directed: true, provenance: false, weight: 0.8 },
    PROPOSED: { zh: '建议', en: 'proposed', directed: true, provenance: false },
  },
  bonds: { friends: { zh: '朋友', en: 'friends', types: ['KNOWS'] } },
  entity_properties: {
    aliases: { zh: '别名', en: 'aliases', kind: 'texts' },
    confidence: { zh: '可信度', en: 'confidence', kind: 'share' },
    recorded_at: { zh: '录入时间', en: 'recorded at', kind: 'moment' },
  },
  relationship_properties: { role: { zh: '角色', en: 'role', kind: 'text' } },
  office: null,
}

export function person(id: string, properties: Record<string, unknown> = {}): Node {
  return { id, name: `${id}之名`, labels: ['Person', 'Talent'], properties }
}

export function policy(id: string, status: string): Node {
  return { id, name: `${id}之名`, labels: ['Affair', 'Policy'], properties: { status } }
}

export function relationship(id: string, from: string, type: string, to: string): Relationship {
  return { id, from, to, type, properties: {} }
}
