// Every room that somebody can come to from their first page: for judgements and pictures of all of them.
export const pagesMax = 60;

/** One of each kind of page: addresses that differ in an id, a number or what is asked for alone are one kind. */
export const kind = (url) => url.pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\b\d[\d-]*/gi, "_");

/** Follows links from the first page, never a form, and gives an address for each kind of page found. */
export async function pagesOf(context, home) {
  const page = await context.newPage();
  const found = new Map();
  const ahead = [new URL(home)];
  while (ahead.length > 0 && found.size < pagesMax) {
    const url = ahead.shift();
    if (found.has(kind(url))) continue;
    const answer = await page.goto(url.href).catch(() => null);
    if (!answer?.headers()["content-type"]?.includes("text/html")) continue;
    found.set(kind(url), url);
    const links = await page.locator("a[href]:not([download])").evaluateAll((all) => all.map((a) => a.href));
    ahead.push(...links.map((link) => new URL(link)).filter((link) => link.origin === url.origin));
  }
  await page.close();
  return found;
}
