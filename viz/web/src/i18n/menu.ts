const zh = {
  title: '对这个节点',
  routeFrom: '从这里牵线到…',
  routeTo: '牵线到这里',
  expand: '展开',
  similar: '更多类似的',
  fold: '收起只连着它的',
  unfold: '展开收起的',
  centre: '以此为中心',
  rings: '围绕它环形排列',
  pin: '固定在这里',
  unpin: '取消固定',
  archive: '打开档案',
  remove: '从图中移除',
}

const en: typeof zh = {
  title: 'This node',
  routeFrom: 'Routes from here to…',
  routeTo: 'Routes to here',
  expand: 'Expand',
  similar: 'More like this',
  fold: 'Fold what hangs on it alone',
  unfold: 'Unfold',
  centre: 'Draw its network',
  rings: 'Rings round it',
  pin: 'Pin it here',
  unpin: 'Unpin',
  archive: 'Open the archive',
  remove: 'Remove from the canvas',
}

export default { zh, en }
