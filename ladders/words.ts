/** What the people of a run write, beside what those of a replay do. */
export const REASON = {
  progress: '正在现场办理',
  assist: '请协助现场处置',
  delegate: '请就近办理',
  sentBack: '照片与现场不符',
  reassign: '调整承办单位',
  cancel: '重复派单',
  extension: '配件需要采购',
  suspension: '需待下月施工',
  refused: '可以按期办结',
  object: '该路段归上级管理',
  claim: '属本部门职责',
  kind: '核实为居民自治事项',
  split: '一件诉求包含两个事项',
  redo: '群众反映未彻底解决',
  declined: '本级可以解决',
} as const;
