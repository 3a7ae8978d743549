/**
 * The classes of the replayed messages and the profile's categories that they become; the plan picks one. Only categories
 * that start with the grid of their place, so that every way through the tiers begins at the bottom.
 */
export const CLASSES: Readonly<Record<string, readonly string[]>> = {
  城乡建设: ['0503', '0504', '0201', '0104'],
  劳动和社会保障: ['0601', '0602', '0603', '0606'],
  教育文体: ['0701', '0702', '0703', '0706'],
  卫生计生: ['0801', '0802', '0804'],
  交通运输: ['0203', '0204', '0205'],
  商贸旅游: ['0901', '0904', '0905'],
  环境保护: ['0401', '0402', '0405'],
};
