const zh = {
  title: '档案',
  facts: '资料',
  timeline: '时间线',
  noTimeline: '没有记录日期。',
  timelinePart: '按前 {count} 条关系排列。',
  network: '身边的关系',
  back: '返回',
  share: '复制链接',
  shared: '链接已复制',
  began: '{type}{arrow}{name}',
  ended: '{type}{arrow}{name}（结束）',
  range: '第 {first}–{last} 条，共 {total} 条',
  undated: '{title}',
}

const en: typeof zh = {
  title: 'Archive',
  facts: 'Facts',
  timeline: 'Timeline',
  noTimeline: 'No dates are recorded.',
  timelinePart: 'From the first {count} relationships.',
  network: 'Nearest network',
  back: 'Back',
  share: 'Copy the link',
  shared: 'Link copied',
  began: '{type} {arrow} {name}',
  ended: '{type} {arrow} {name} (ended)',
  range: '{first}–{last} of {total}',
  undated: '{title}',
}

export default { zh, en }
