/** The maximum of `highlights.top`. */
export const MAX_TOP = 1000;
