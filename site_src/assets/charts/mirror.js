/** A chart for languages that run from right to left: bars and lines begin on the right. A radar stays as it is. */

/** @typedef {Record<string, unknown>} Part */

const SIDES = /** @type {Record<string, string>} */ ({ left: "right", right: "left" });

/**
 * @param {Part} option of ECharts
 * @returns {Part} the same with its axes, margins and labels on the other side
 */
export function mirrored(option) {
  if (!option.grid) {
    return option;
  }
  const grid = asPart(option.grid);
  return {
    ...option,
    grid: { ...grid, left: grid.right, right: grid.left },
    xAxis: { ...asPart(option.xAxis), inverse: true },
    yAxis: { ...asPart(option.yAxis), position: "right" },
    series: labelsMoved(option.series),
  };
}

/**
 * @param {unknown} value
 * @returns {unknown}
 */
function labelsMoved(value) {
  if (Array.isArray(value)) {
    return value.map(labelsMoved);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const moved = Object.entries(value).map(([key, part]) => [
    key,
    key === "position" ? (SIDES[part] ?? part) : labelsMoved(part),
  ]);
  return Object.fromEntries(moved);
}

/** @param {unknown} value @returns {Part} */
function asPart(value) {
  return /** @type {Part} */ (value ?? {});
}
