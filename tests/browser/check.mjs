// Opens every page of a built site in Chromium as a file and checks what only a browser can show: layout from 320 to 1200 px,
// light, dark and forced colours, charts, tables, keyboard use, accessibility, print. Usage: node check.mjs SITE
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const site = resolve(process.argv[2]);
const pages = (folder) => readdirSync(folder).flatMap((name) => {
  const path = join(folder, name);
  return statSync(path).isDirectory() ? pages(path) : name.endsWith('.html') ? [path] : [];
});

// The printable areas: 180 × 275 mm of A4, 186 × 257 mm of Letter. 12 px are 9 pt.
const PAPERS = [{ width: 680, height: 1039 }, { width: 703, height: 972 }];
// A phone, the most screens of it that a report fills with its further figures folded, and the most words on page one, without the table of
// the map, which is a figure, and without the names by which phones unfold a text.
const PHONE = { width: 390, height: 844 };
const MOST_SCREENS = 13;
const MOST_WORDS = 550;
const MOST_SHEETS = 9;
const MODES = [
  { width: 1200, audit: true },
  { width: 1200, colorScheme: 'dark', audit: true },
  { width: 1200, forcedColors: 'active' },
  { width: 768 },
  // The narrowest window with the wide charts
  { width: 720 },
  { width: 390, audit: true },
  // WCAG 1.4.10: a window of 1280 px at 400 % zoom. Charts may shrink there.
  { width: 320, shrinks: true },
  { width: 1280 },
  ...PAPERS.map((paper) => ({ ...paper, media: 'print' })),
];

const problems = [];
let checks = 0;
const check = (ok, page, what) => {
  checks += 1;
  if (!ok) problems.push(`${page}: ${what}`);
};

// Runs in the page and returns all layout problems at its current size.
const look = ({ shrinks, paper }) => {
  const found = [];
  const excess = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (excess > 0) found.push(`${excess}px wider than the window`);

  const colour = (text) => (text.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (rgb) => rgb.slice(0, 3).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (a, b) => {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };
  // Paper is white, whatever the background of the window.
  const ground = paper ? [255, 255, 255] : colour(getComputedStyle(document.documentElement).backgroundColor);

  for (const svg of document.querySelectorAll('svg.chart')) {
    const frame = svg.getBoundingClientRect();
    if (frame.width === 0) continue;
    if (paper && frame.height > paper.height * 0.6) found.push(`a chart is ${Math.round(frame.height)}px high on paper`);
    if (!document.getElementById(svg.getAttribute('aria-labelledby'))?.textContent.trim()) found.push('a chart has no name');
    const solid = [...svg.querySelectorAll('rect, circle')].filter((shape) => getComputedStyle(shape).fill.startsWith('rgb'));
    const texts = [...svg.querySelectorAll('text')].map((text) => [text.textContent, text.getBoundingClientRect(), text]);
    texts.forEach(([text, box, element], i) => {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) found.push(`"${text}" leaves its chart`);
      const size = parseFloat(getComputedStyle(element).fontSize) * svg.getScreenCTM().a;
      // On paper as small as the smallest words of a table: 6.75 pt.
      if (!shrinks && size < (paper ? 8.95 : 11.95)) found.push(`"${text}" is ${size.toFixed(1)}px high in its chart`);
      const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
      const below = solid.filter((shape) => {
        const at = shape.getBoundingClientRect();
        return at.left <= x && x <= at.right && at.top <= y && y <= at.bottom && shape.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
      }).at(-1);
      const ratio = contrast(colour(getComputedStyle(element).fill), below ? colour(getComputedStyle(below).fill) : ground);
      if (ratio < 4.5) found.push(`"${text}" has a contrast of ${ratio.toFixed(1)} in its chart`);
      for (const [other, that] of texts.slice(i + 1)) {
        const across = Math.min(box.right, that.right) - Math.max(box.left, that.left);
        const down = Math.min(box.bottom, that.bottom) - Math.max(box.top, that.top);
        if (across > 1 && down > 3) found.push(`"${text}" lies on "${other}"`);
      }
    });
  }
  // What the style sheet leaves out on paper.
  const isLeftOut = (element) => paper && element.closest('.second, .asked') !== null
    && getComputedStyle(element.closest('.second, .asked')).display === 'none';
  for (const figure of document.querySelectorAll('figure')) {
    if (isLeftOut(figure)) continue;
    const charts = [...figure.querySelectorAll('svg.chart')];
    const shown = charts.filter((svg) => svg.getBoundingClientRect().width > 0).length;
    if (charts.length > 0 && shown !== 1) found.push(`${figure.id} shows ${shown} charts`);
  }

  // The drawings of table cells: none is empty, none leaves its cell.
  for (const svg of document.querySelectorAll('svg.cell')) {
    const frame = svg.getBoundingClientRect();
    if (frame.width === 0) continue;
    if (frame.width < 20) found.push(`a drawing in a cell is ${Math.round(frame.width)}px wide`);
    const cell = svg.closest('td, dd').getBoundingClientRect();
    for (const mark of svg.querySelectorAll('rect, circle')) {
      const at = mark.getBoundingClientRect();
      if (at.left < cell.left - 3 || at.right > cell.right + 3) found.push('a drawing leaves its cell');
    }
  }
  // Texts of the map do not lie on each other.
  for (const row of document.querySelectorAll('.map tbody tr, .map tfoot tr')) {
    const texts = [...row.querySelectorAll('.sub, .name, b, .a-how > span')].filter((text) => text.textContent.trim() && text.getClientRects().length > 0)
      .map((text) => [text.textContent, text.getBoundingClientRect()]);
    texts.forEach(([text, box], i) => {
      for (const [other, that] of texts.slice(i + 1)) {
        const across = Math.min(box.right, that.right) - Math.max(box.left, that.left);
        const down = Math.min(box.bottom, that.bottom) - Math.max(box.top, that.top);
        if (across > 1 && down > 3) found.push(`"${text}" lies on "${other}" in the map`);
      }
    });
  }

  for (const table of document.querySelectorAll('table')) {
    const name = table.caption?.textContent.slice(0, 40);
    // A table behind a figure repeats it, and paper leaves it out.
    if (isLeftOut(table) || (paper && table.closest('figure details'))) continue;
    if (table.getBoundingClientRect().height === 0) found.push(`the table "${name}" is closed`);
    const box = table.parentElement;
    const scrolls = !paper && /auto|scroll/.test(getComputedStyle(box).overflowX);
    if (!scrolls && table.getBoundingClientRect().right > box.getBoundingClientRect().right + 1) found.push(`the table "${name}" leaves its box`);
    // A short word in a table must not be broken without a hyphen; long ones may.
    for (const cell of table.querySelectorAll('th, td')) {
      for (const node of [...cell.childNodes].flatMap((child) => (child.firstChild ? [...child.childNodes] : [child]))) {
        for (const word of (node.nodeValue ?? '').matchAll(/(?<![\p{L}\p{N}_./\u00ad-])\p{L}{4,14}(?![\p{L}\p{N}_./\u00ad-])/gu)) {
          const range = document.createRange();
          range.setStart(node, word.index);
          range.setEnd(node, word.index + word[0].length);
          if (new Set([...range.getClientRects()].map((rect) => Math.round(rect.top))).size > 1) found.push(`"${word[0]}" is broken in the table "${name}"`);
        }
      }
    }
  }

  if (paper) {
    if (!/^rgb\((\d|[1-5]\d), /.test(getComputedStyle(document.body).color)) found.push('text is pale on paper');
    const answer = document.querySelector('.answer');
    const end = answer?.getBoundingClientRect().bottom + scrollY;
    if (answer && end > paper.height) found.push(`the answer ends ${Math.round(end - paper.height)}px below the first page`);
  }
  return found;
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
for (const path of pages(site)) {
  const name = path.slice(site.length + 1);
  let at = name;
  const page = await browser.newPage();
  page.on('console', (message) => check(message.type() !== 'error', at, `console: ${message.text()}`));
  page.on('request', (request) => check(/^(file|data):/.test(request.url()), at, `loads ${request.url()}`));
  await page.goto(pathToFileURL(path).href);

  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => document.activeElement.getAttribute('href'));
  check(first?.startsWith('#'), name, `the first stop of the keyboard is ${first}, not a skip link`);
  const stops = await page.evaluate(() => document.querySelectorAll('a[href], summary, [tabindex="0"]').length);
  for (let i = 0; i < stops; i += 1) {
    const seen = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 ? null : document.activeElement.outerHTML.slice(0, 80);
    });
    check(!seen || seen.startsWith('<body'), name, `focus cannot be seen on ${seen}`);
    await page.keyboard.press('Tab');
  }

  await page.setViewportSize(PHONE);
  const { screens, words } = await page.evaluate((height) => {
    const answer = document.querySelector('.answer')?.cloneNode(true);
    answer?.querySelectorAll('.map table, nav, .spoken, .fine > summary').forEach((part) => part.remove());
    const words = (answer?.textContent ?? '').split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    return { screens: document.documentElement.scrollHeight / height, words };
  }, PHONE.height);
  check(screens <= MOST_SCREENS, name, `${screens.toFixed(1)} screens of a phone`);
  check(words <= MOST_WORDS, name, `${words} words on page one`);

  await page.evaluate(axe);
  for (const { width, height = 900, media = 'screen', colorScheme = 'light', forcedColors = 'none', audit = false, shrinks = false } of MODES) {
    at = [name, 'at', width, ...[media, colorScheme, forcedColors].filter((mode) => !/^(screen|light|none)$/.test(mode))].join(' ');
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ media, colorScheme, forcedColors });
    // In print the style sheet must open them.
    await page.evaluate((open) => document.querySelectorAll('details').forEach((details) => { details.open = open; }), media === 'screen');
    const found = await page.evaluate(look, { shrinks, paper: media === 'print' ? { width, height } : null });
    check(found.length === 0, at, found.slice(0, 8).join('; '));
    if (audit) {
      // With `preload` axe would fetch the style sheets, which the page's content security policy forbids.
      const result = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'], preload: false }));
      for (const violation of result.violations) check(false, at, `${violation.id}: ${violation.help} (${violation.nodes[0].target})`);
      checks += result.passes.length;
    }
  }
  for (const format of ['A4', 'Letter']) {
    const pdf = (await page.pdf({ format })).toString('latin1');
    const sheets = pdf.match(/\/Type \/Page\b/g)?.length ?? 0;
    check(sheets >= 1 && sheets <= MOST_SHEETS, name, `${sheets} pages of ${format}`);
  }
  await page.close();
}
await browser.close();
for (const problem of problems.slice(0, 60)) console.error(problem);
console.log(`${checks - problems.length} passed, ${problems.length} failed`);
process.exit(problems.length ? 1 : 0);
