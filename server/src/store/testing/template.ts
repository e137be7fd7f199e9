/** The database of a test run that is only copied from. */
export const TEMPLATE = 'parley_template';
