/** 1×1 PNG: a photo is a photo. */
export const PHOTO = {
  mediaType: 'image/png',
  data: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
};

/** What scripted staff write. */
export const RESULT = {
  raise: '本级无法办理，请上级协调',
  return: '不属于本单位职责范围',
  overruled: '按权责清单应由本单位办理',
  upheld: '改派其他单位办理',
  whistle: '需要部门到场共同办理',
  of: (outcome: string): object => ({ result: '已办理完毕并告知群众', outcome, proof: [PHOTO] }),
} as const;
