const zh = {
  more: '更多类似的',
  added: '已加入 {count} 个类似的：{names}。',
  why: '像在哪里',
  shared: '{name}：共有 {shared}',
  others: '{shared} 等 {count} 个',
  none: '没有与它（们）共有相邻实体的同类实体。',
  drawn: '最像的 {count} 个都已在图上。',
  part: '时间所限，只比较了一部分。',
  tooMany: '一次最多按 {most} 个找类似的',
}

const en: typeof zh = {
  more: 'More like these',
  added: '{count} like these were added: {names}.',
  why: 'What they share',
  shared: '{name}: shares {shared}',
  others: '{shared} and more, {count} in all',
  none: 'Nothing of the same kind shares a neighbour with them.',
  drawn: 'The {count} most alike are drawn already.',
  part: 'Only some could be compared in time.',
  tooMany: 'At most {most} at once',
}

export default { zh, en }
