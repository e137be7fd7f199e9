/** Words of the staff console. */
export const staff = {
  title: '工作台',
} as const;
