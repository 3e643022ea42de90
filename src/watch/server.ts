/** Serves figures on a web page for this machine and updates the page when they change. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Diagnostic } from '../diagnostics.js';
import { DIAGNOSTIC_FORMATS } from '../host/diagnostic-formats.js';
import { UsageError } from '../host/exit.js';
import { type OutputFormat, pickImage, WRITERS } from '../output/index.js';
import { DEFAULTS } from '../theme.js';
import type { DrawResult } from './draw-task.js';
import { PAGE, PAGE_SCRIPT, PAGE_STYLE } from './page.js';
import type { FigureView } from './watcher.js';

export interface FigureServer extends FigureView {
  /** The URL of the page. */
  readonly address: string;
}

/** A figure as the page receives it. */
interface FigureState {
  readonly id: number;
  readonly name: string;
  /** '' for a figure without a title. */
  readonly title: string;
  readonly description: string;
  /** The files of the last good figure; empty if there was none. */
  readonly files: readonly { readonly format: OutputFormat; readonly href: string }[];
  /** The URL of the file that the page shows; null if there is none. */
  readonly image: string | null;
  readonly messages: readonly { readonly severity: Diagnostic['severity']; readonly text: string }[];
  readonly hasErrors: boolean;
}

interface Resource {
  readonly type: string;
  readonly body: string | Uint8Array;
  /** The Content-Security-Policy header. */
  readonly policy: string;
}

/** Permits what an SVG contains: inline styles, images and fonts. */
const OUTPUT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox";
const PAGE_POLICY =
  "default-src 'none'; img-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The maximum number of pages that receive events. */
const MAX_LISTENERS = 32;
const MAX_CONNECTIONS = 128;
/** A page with more unread bytes is disconnected. It reconnects and receives the complete state. */
const MAX_BUFFERED_BYTES = 2 ** 24;

/**
 * Starts a server on the loopback interface. A null port chooses any free port.
 *
 * @throws UsageError if the port cannot be used
 */
export async function serveFigures(requestedPort: number | null): Promise<FigureServer> {
  const figures = new Map<string, FigureState>();
  const listeners = new Set<ServerResponse>();
  const pageResource = (type: string, body: string): Resource => ({
    type: `${type}; charset=utf-8`,
    body,
    policy: PAGE_POLICY,
  });
  const resources = new Map<string, Resource>([
    ['/', pageResource('text/html', PAGE)],
    ['/page.js', pageResource('text/javascript', PAGE_SCRIPT)],
    ['/page.css', pageResource('text/css', PAGE_STYLE)],
  ]);
  let nextId = 0;
  let allowedHosts: ReadonlySet<string> = new Set();

  const server = createServer((request, response) => {
    const rejection = checkRequest(request, allowedHosts);
    if (rejection) return sendText(response, ...rejection);
    if (request.url === '/events') return addListener(response);
    const resource = resources.get(request.url ?? '');
    if (!resource) return sendText(response, 404, 'not found');
    send(response, 200, resource);
  });
  server.maxConnections = MAX_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      reject(
        new UsageError(
          `--serve cannot use port ${requestedPort ?? 0} (${code}); choose another port or none`,
        ),
      ),
    );
    server.listen(requestedPort ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  allowedHosts = new Set(
    ['127.0.0.1', 'localhost', '[::1]'].flatMap((name) =>
      port === 80 ? [name, `${name}:80`] : [`${name}:${port}`],
    ),
  );

  function addListener(response: ServerResponse): void {
    if (listeners.size >= MAX_LISTENERS) {
      sendText(response, 503, 'too many pages are open');
      return;
    }
    response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
    listeners.add(response);
    response.on('close', () => listeners.delete(response));
    sendEvent(response, 'all', [...figures.values()]);
  }

  function broadcast(event: string, value: unknown): void {
    for (const response of listeners) sendEvent(response, event, value);
  }

  return {
    address: `http://127.0.0.1:${port}/`,
    show(result) {
      const { name } = result.task;
      const previous = figures.get(name);
      const current = nextState(result, previous ?? emptyState(name, nextId++));
      if (result.figure) {
        for (const { href } of previous?.files ?? []) resources.delete(href);
        current.files.forEach(({ format, href }, i) => {
          const body = result.figure?.outputs[i].bytes ?? '';
          resources.set(href, { type: WRITERS[format].mediaType, body, policy: OUTPUT_POLICY });
        });
      }
      figures.set(name, current);
      broadcast('figure', current);
    },
    remove(name) {
      const figure = figures.get(name);
      if (!figure) return;
      for (const { href } of figure.files) resources.delete(href);
      figures.delete(name);
      broadcast('removed', figure.id);
    },
  };
}

/**
 * Returns the status and text with which a request is rejected, or null if it is allowed.
 *
 * The Host header must be local: another site could make its own name resolve to this server (DNS rebinding). The
 * Sec-Fetch-Site header detects requests that another site sends to the local name.
 */
function checkRequest(
  { method, headers, url }: IncomingMessage,
  allowedHosts: ReadonlySet<string>,
): [number, string] | null {
  if (!allowedHosts.has(headers.host?.toLowerCase() ?? '')) return [403, 'only localhost is allowed'];
  if (method !== 'GET') return [405, 'only GET is allowed'];
  const site = headers['sec-fetch-site'] ?? 'none';
  if (url !== '/' && site !== 'none' && site !== 'same-origin')
    return [403, 'requests from other sites are not allowed'];
  return null;
}

const HEADERS = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

function sendText(response: ServerResponse, status: number, text: string): void {
  send(response, status, { type: 'text/plain; charset=utf-8', body: `${text}\n`, policy: PAGE_POLICY });
}

function send(response: ServerResponse, status: number, { type, body, policy }: Resource): void {
  const allow = status === 405 ? { allow: 'GET' } : {};
  response.writeHead(status, {
    ...HEADERS,
    ...allow,
    'content-type': type,
    'content-security-policy': policy,
  });
  response.end(body);
}

/** Sends a server-sent event. A line break would end its data, but JSON text contains none. */
function sendEvent(response: ServerResponse, event: string, value: unknown): void {
  if (response.writableLength > MAX_BUFFERED_BYTES) response.destroy();
  else response.write(`event: ${event}\ndata: ${JSON.stringify(value)}\n\n`);
}

function emptyState(name: string, id: number): FigureState {
  return { id, name, title: '', description: '', files: [], image: null, messages: [], hasErrors: false };
}

/** Returns the state after a drawing. If it failed, the files of the previous state are kept. */
function nextState({ diagnostics, figure }: DrawResult, previous: FigureState): FigureState {
  const messages = diagnostics
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map((diagnostic) => ({
      severity: diagnostic.severity,
      text: DIAGNOSTIC_FORMATS.pretty(diagnostic, false),
    }));
  if (!figure) return { ...previous, messages, hasErrors: true };
  const { description, outputs } = figure;
  const title = figure.title === DEFAULTS.accessibleTitle ? '' : figure.title;
  const files = outputs.map(({ format, bytes }) => ({ format, href: fileUrl(previous.id, format, bytes) }));
  const image = pickImage(files, 'vector')?.href ?? null;
  return { ...previous, title, description, files, image, messages, hasErrors: false };
}

/** Returns a URL that depends on the content, so that a browser never shows an outdated file. */
function fileUrl(id: number, format: OutputFormat, bytes: string | Uint8Array): string {
  return `/${id}-${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.${format}`;
}
