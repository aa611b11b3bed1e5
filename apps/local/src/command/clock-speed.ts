/** Faster than this, a second of real time, which functions and their calls may take, is longer than most waits. */
export const maxClockSpeed = 60;
