/** A point's name, short enough to stand under it. */
export function pointName(key: string, locale: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(key)) return dated(key, locale, { day: "numeric", month: "short" });
  if (/^\d{4}-\d{2}$/.test(key)) return dated(`${key}-01`, locale, { month: "short", year: "2-digit" });
  const week = /^\d{4}-W(\d{2})$/.exec(key);
  if (week) return `${locale === "fr" ? "S" : "W"}${Number(week[1])}`;
  const quarter = /^(\d{4})-Q(\d)$/.exec(key);
  return quarter ? `${locale === "fr" ? "T" : "Q"}${quarter[2]} ${quarter[1]}` : key;
}

function dated(date: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));
}
