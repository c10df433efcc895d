const zh = {
  on: '人名已遮住',
  off: '显示姓名',
  imports: '导入页里是文件原样的内容，遮住人名时不显示。',
  list: '名单文件里是真实姓名，遮住人名时不提供。',
  why: '缘由里会提到人名，遮住人名时不显示。',
  behind: '编号里可能拼着人名，遮住人名时不显示接口与查询。',
}

const en: typeof zh = {
  on: 'Names are masked',
  off: 'Show names',
  imports: 'Imports show files as they are; they are not shown while names are masked.',
  list: 'The list holds real names; it is not offered while names are masked.',
  why: 'The reason names people; it is not told while names are masked.',
  behind: 'Ids may spell names; the call and the query are not shown while names are masked.',
}

export default { zh, en }
