const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A UUID in lower case, the only form that occurs in events and addresses. */
export const isUuid = (text: string): boolean => UUID.test(text);
