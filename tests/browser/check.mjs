// Opens every page of a built site in Chromium, as a file, and looks at what only a browser can tell: layout at three widths,
// light and dark, labels of charts, keyboard, accessibility, print. Usage: node check.mjs SITE
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

const problems = [];
let checks = 0;
const check = (ok, page, what) => {
  checks += 1;
  if (!ok) problems.push(`${page}: ${what}`);
};

// What is drawn outside its chart, and which labels of one chart lie on each other.
const labels = () => {
  const found = [];
  for (const svg of document.querySelectorAll('svg.chart')) {
    const frame = svg.getBoundingClientRect();
    if (frame.width === 0) continue;
    const texts = [...svg.querySelectorAll('text')].map((text) => [text.textContent, text.getBoundingClientRect()]);
    texts.forEach(([text, box], i) => {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) found.push(`"${text}" leaves its chart`);
      for (const [other, that] of texts.slice(i + 1)) {
        const across = Math.min(box.right, that.right) - Math.max(box.left, that.left);
        const down = Math.min(box.bottom, that.bottom) - Math.max(box.top, that.top);
        if (across > 1 && down > 3) found.push(`"${text}" lies on "${other}"`);
      }
    });
  }
  return found;
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
for (const path of pages(site)) {
  const name = path.slice(site.length + 1);
  for (const [width, colorScheme] of [[1200, 'light'], [1200, 'dark'], [390, 'light']]) {
    const at = `${name} at ${width} ${colorScheme}`;
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    page.on('console', (message) => check(message.type() !== 'error', at, `console: ${message.text()}`));
    page.on('request', (request) => check(/^(file|data):/.test(request.url()), at, `loads ${request.url()}`));
    await page.goto(pathToFileURL(path).href);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(overflow <= 0, at, `${overflow}px wider than the window`);
    for (const label of await page.evaluate(labels)) check(false, at, label);
    const doubled = await page.evaluate(() => [...document.querySelectorAll('figure')].filter((figure) => {
      const charts = [...figure.querySelectorAll('svg.chart')];
      return charts.length > 0 && charts.filter((svg) => svg.getBoundingClientRect().width > 0).length !== 1;
    }).length);
    check(doubled === 0, at, `${doubled} figures do not show exactly one chart`);
    const unnamed = await page.evaluate(() => [...document.querySelectorAll('svg[role=img]')].filter((svg) =>
      !document.getElementById(svg.getAttribute('aria-labelledby'))?.textContent.trim()).length);
    check(unnamed === 0, at, `${unnamed} charts without a name`);
    await page.evaluate(axe);
    const result = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
    for (const violation of result.violations) check(false, at, `${violation.id}: ${violation.help} (${violation.nodes[0].target})`);
    checks += result.passes.length;
    await context.close();
  }

  const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
  const page = await context.newPage();
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
    if (seen && !seen.startsWith('<body')) check(false, name, `focus cannot be seen on ${seen}`);
    await page.keyboard.press('Tab');
  }
  await page.emulateMedia({ media: 'print' });
  const hidden = await page.evaluate(() => [...document.querySelectorAll('details table')].filter((table) => table.getBoundingClientRect().height === 0).length);
  check(hidden === 0, name, `${hidden} tables are closed on paper`);
  const dark = await page.evaluate(() => getComputedStyle(document.body).color);
  check(/^rgb\((\d|[1-5]\d), /.test(dark), name, `text is ${dark} on paper`);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  check(pdf.length > 10_000, name, 'printed an empty PDF');
  await context.close();
}
await browser.close();
for (const problem of problems.slice(0, 60)) console.error(problem);
console.log(`${checks - problems.length} passed, ${problems.length} failed`);
process.exit(problems.length ? 1 : 0);
