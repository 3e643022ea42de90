/** Shows figures in a browser on this machine, as they come. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Diagnostic } from '../diagnostics.js';
import { STYLES } from '../host/diagnostic-formats.js';
import { UsageError } from '../host/exit.js';
import type { OutputFormat } from '../output/index.js';
import type { Drawing } from './draw.js';
import { PAGE, PAGE_SCRIPT, PAGE_STYLE } from './page.js';
import type { Viewer } from './watch.js';

export interface FigureServer extends Viewer {
  readonly address: string;
}

/** A figure as the page hears of it. */
interface Seen {
  readonly id: number;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The last that were made of it, as long as there are any. */
  readonly files: readonly { readonly format: OutputFormat; readonly href: string }[];
  readonly said: readonly { readonly severity: Diagnostic['severity']; readonly text: string }[];
  readonly isBroken: boolean;
}

interface Resource {
  readonly type: string;
  readonly body: string | Uint8Array;
  /** What a browser may do with it. */
  readonly policy: string;
}

const TYPES: Record<OutputFormat, string> = { svg: 'image/svg+xml', png: 'image/png' };
/** An SVG has its styles and pictures within it. */
const OUTPUT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox";
const PAGE_POLICY =
  "default-src 'none'; img-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** So many pages are told of changes at once; a browser has six connections at most. */
const MOST_LISTENERS = 32;
const MOST_CONNECTIONS = 128;
/** A page that leaves so many bytes lying is let go; it comes back and asks for all. */
const MOST_WAITING = 2 ** 24;

/**
 * Listens on the loopback interface only, on any free port where none is given.
 *
 * @throws UsageError if the port cannot be had
 */
export async function serveFigures(wanted: number | null): Promise<FigureServer> {
  const seen = new Map<string, Seen>();
  const listeners = new Set<ServerResponse>();
  const page = (type: string, body: string): Resource => ({
    type: `${type}; charset=utf-8`,
    body,
    policy: PAGE_POLICY,
  });
  const resources = new Map<string, Resource>([
    ['/', page('text/html', PAGE)],
    ['/page.js', page('text/javascript', PAGE_SCRIPT)],
    ['/page.css', page('text/css', PAGE_STYLE)],
  ]);
  let count = 0;
  let hosts: ReadonlySet<string> = new Set();

  const server = createServer((request, response) => {
    const refused = refusal(request, hosts);
    if (refused) return answer(response, ...refused);
    if (request.url === '/events') return listen(response);
    const resource = resources.get(request.url ?? '');
    if (!resource) return answer(response, 404, 'there is nothing of that name');
    send(response, 200, resource);
  });
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((done, failed) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      failed(
        new UsageError(`--serve cannot have the port ${wanted ?? 0} (${code}); give another one, or none`),
      ),
    );
    server.listen(wanted ?? 0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  hosts = new Set(
    ['127.0.0.1', 'localhost', '[::1]'].flatMap((name) =>
      port === 80 ? [name, `${name}:80`] : [`${name}:${port}`],
    ),
  );

  function listen(response: ServerResponse): void {
    if (listeners.size >= MOST_LISTENERS) {
      answer(response, 503, 'too many pages are open');
      return;
    }
    response.writeHead(200, { ...SAFE, 'content-type': 'text/event-stream' });
    listeners.add(response);
    response.on('close', () => listeners.delete(response));
    tell(response, 'all', [...seen.values()]);
  }

  function tellAll(event: string, value: unknown): void {
    for (const response of listeners) tell(response, event, value);
  }

  return {
    address: `http://127.0.0.1:${port}/`,
    show(drawing) {
      const { name } = drawing.task;
      const before = seen.get(name);
      const after = seenOf(drawing, before ?? blank(name, count++));
      if (drawing.made) {
        for (const { href } of before?.files ?? []) resources.delete(href);
        after.files.forEach(({ format, href }, i) => {
          const body = drawing.made?.outputs[i].bytes ?? '';
          resources.set(href, { type: TYPES[format], body, policy: OUTPUT_POLICY });
        });
      }
      seen.set(name, after);
      tellAll('figure', after);
    },
    remove(name) {
      const figure = seen.get(name);
      if (!figure) return;
      for (const { href } of figure.files) resources.delete(href);
      seen.delete(name);
      tellAll('gone', figure.id);
    },
  };
}

/**
 * Why a request is not answered, if it is not. Its host is asked for because a page from elsewhere may have its own name
 * lead here; what such a page fetches under the right name is told by the browser.
 */
function refusal(
  { method, headers, url }: IncomingMessage,
  hosts: ReadonlySet<string>,
): [number, string] | null {
  if (!hosts.has(headers.host?.toLowerCase() ?? '')) return [403, 'this is for localhost only'];
  if (method !== 'GET') return [405, 'there is only GET'];
  const site = headers['sec-fetch-site'] ?? 'none';
  if (url !== '/' && site !== 'none' && site !== 'same-origin') return [403, 'this is for its own page only'];
  return null;
}

const SAFE = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

function answer(response: ServerResponse, status: number, text: string): void {
  send(response, status, { type: 'text/plain; charset=utf-8', body: `${text}\n`, policy: PAGE_POLICY });
}

function send(response: ServerResponse, status: number, { type, body, policy }: Resource): void {
  const allow = status === 405 ? { allow: 'GET' } : {};
  response.writeHead(status, { ...SAFE, ...allow, 'content-type': type, 'content-security-policy': policy });
  response.end(body);
}

/** JSON has no line breaks, at which an event would end. */
function tell(response: ServerResponse, event: string, value: unknown): void {
  if (response.writableLength > MOST_WAITING) response.destroy();
  else response.write(`event: ${event}\ndata: ${JSON.stringify(value)}\n\n`);
}

function blank(name: string, id: number): Seen {
  return { id, name, title: '', description: '', files: [], said: [], isBroken: false };
}

/** What there is to see of a figure now; of one that could not be made, what there was before. */
function seenOf({ diagnostics, made }: Drawing, before: Seen): Seen {
  const said = diagnostics
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map((diagnostic) => ({ severity: diagnostic.severity, text: STYLES.pretty(diagnostic, false) }));
  if (!made) return { ...before, said, isBroken: true };
  const { title, description, outputs } = made;
  const files = outputs.map(({ format, bytes }) => ({ format, href: hrefOf(before.id, format, bytes) }));
  return { ...before, title, description, files, said, isBroken: false };
}

/** Another one for other bytes, also of another process at the same port. */
function hrefOf(id: number, format: OutputFormat, bytes: string | Uint8Array): string {
  return `/${id}-${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.${format}`;
}
