/** Above this speed, the real second that a function may take is longer on the stack's clock than most of its waits. */
export const maxClockSpeed = 60;
