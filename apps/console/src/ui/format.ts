const whole = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** `1,234`, and from 100,000 `123.4K`. */
export const count = (value: number): string => (value < 100_000 ? whole : compact).format(value);

/** `0`, `0.3`, `12`, `1,040` */
export const rate = (perSecond: number): string =>
  perSecond > 0 && perSecond < 10 ? String(Math.round(perSecond * 10) / 10) : count(Math.round(perSecond));

export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** `120 ms`, `5.2 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h` */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${Math.round(seconds * 10) / 10} s`;
  const units = [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ] as const;
  let rest = Math.round(seconds);
  const first = units.findIndex(([, size]) => rest >= size);
  return units
    .slice(first, first + 2)
    .flatMap(([unit, size]) => {
      const amount = Math.floor(rest / size);
      rest -= amount * size;
      return amount > 0 ? [`${amount} ${unit}`] : [];
    })
    .join(' ');
}

const clockTime = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** `15:04:05.123`, with the day when it is not today. */
export function time(at: number, now: number): string {
  const date = new Date(at);
  const text = clockTime.format(date);
  return date.toDateString() === new Date(now).toDateString() ? text : `${day.format(date)}, ${text}`;
}
