/** What the clock on the wall shows. */

/**
 * A time as ISO 8601 with the offset of the local time zone, to the second: its day is the day here, not the day in UTC.
 *
 * @param {Date} [time]
 */
export function localTime(time = new Date()) {
  const ahead = -Math.round(time.getTimezoneOffset());
  const shown = new Date(time.getTime() + ahead * 60_000).toISOString().slice(0, 19);
  const [hours, minutes] = [Math.trunc(Math.abs(ahead) / 60), Math.abs(ahead) % 60];
  const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
  if (!ahead) {
    return `${shown}Z`;
  }
  return `${shown}${ahead < 0 ? "-" : "+"}${two(hours)}:${two(minutes)}`;
}
