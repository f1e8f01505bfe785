import type { PackFault, PackFaultKind } from '../../../shared/packs.ts';
import { megabytes } from './amounts.ts';
import { PackError, type PackErrorFacts } from './pack-error.ts';

/** A failure, named: what kind it is, whether trying again at once makes sense, and what is known. */
export interface Classified {
  kind: PackFaultKind;
  retry: boolean;
  facts: PackErrorFacts;
}

/** What a sentence may name. */
export interface FaultContext {
  packId: string | null;
  /** The pack's title; null when no single pack is meant. */
  title: string | null;
  /** Where packs are kept. */
  folder: string;
}

const DISK_FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const NO_PERMISSION = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'EISDIR', 'EBUSY']);
const UNREACHABLE = new Set([
  'ENOTFOUND',
  'ECONNREFUSED',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'EINVALIDPROXY',
  'ENOTCACHED',
]);
const UNREACHABLE_FOR_NOW = new Set(['EAI_AGAIN', 'ECONNECTIONTIMEOUT', 'ERESPONSETIMEOUT']);
const LOST = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EIDLETIMEOUT',
  'ETRANSFERTIMEOUT',
  'ERR_STREAM_PREMATURE_CLOSE',
  'UND_ERR_SOCKET',
]);
const CUT_SHORT = new Set(['Z_BUF_ERROR', 'TAR_BAD_ARCHIVE']);
const TLS = /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|EPROTO)/;

/**
 * Names any error that fetching, checking or importing can throw.
 * Errors of the network and of the disk share codes; the system call tells them apart.
 */
export function classifyError(error: unknown): Classified {
  if (error instanceof PackError) {
    return { kind: error.kind, retry: error.facts.retry ?? retriedByDefault(error.kind), facts: error.facts };
  }
  const { code, syscall, statusCode, type, refusedHost } = describe(error);
  if (code === 'EGRESS_REFUSED') return ofKind('refused-host', false, { refusedHost });
  if (statusCode !== null) return classifyStatus(statusCode);
  if (syscall === 'connect' || syscall === 'getaddrinfo') return ofKind('unreachable', code === 'EAI_AGAIN');
  if (type === 'request-timeout' || type === 'body-timeout') return ofKind('connection-lost', true);
  if (DISK_FULL.has(code)) return ofKind('disk-full', false);
  if (NO_PERMISSION.has(code)) return ofKind('no-permission', false);
  if (UNREACHABLE.has(code)) return ofKind('unreachable', false);
  if (UNREACHABLE_FOR_NOW.has(code)) return ofKind('unreachable', true);
  if (TLS.test(code)) return ofKind('unreachable', false, { note: 'its certificate is not trusted here' });
  if (LOST.has(code)) return ofKind('connection-lost', true);
  if (CUT_SHORT.has(code)) return ofKind('truncated', true);
  if (code.startsWith('Z_')) return ofKind('wrong-hash', true);
  return ofKind('internal', false);
}

/** An HTTP status of 400 and above, named. */
export function classifyStatus(status: number, facts: PackErrorFacts = {}): Classified {
  const known = { ...facts, status };
  if (status === 404 || status === 410) return ofKind('not-found', false, known);
  return ofKind('unreachable', status === 408 || status === 429 || status >= 500, known);
}

/** The fault that a person reads: what happened and what to do. */
export function packFault(error: unknown, context: FaultContext): PackFault {
  const { kind, facts } = classifyError(error);
  return { kind, packId: context.packId, message: sentence(kind, facts, context) };
}

function sentence(kind: PackFaultKind, facts: PackErrorFacts, context: FaultContext): string {
  const title = context.title ?? 'The model packs';
  const file = facts.file ?? 'a file';
  const where = sourceName(facts);
  switch (kind) {
    case 'wrong-hash':
      return `${title}: ${file} is not the file that Beside expects, so it is not used. Fetch the pack again; if this stays, ${where} offers another file, and you can import the pack from a folder instead.`;
    case 'truncated':
      return `${title}: ${file} is incomplete${bytesOf(facts)}. Fetch the pack again.`;
    case 'missing-file':
      return `${title}: ${where} does not contain ${file}. Update Beside, or import the pack from a folder.`;
    case 'disk-full':
      return `${title}: the disk is full${spaceOf(facts)}. Free some space on the disk of ${context.folder}, then try again.`;
    case 'no-permission':
      return `${title}: Beside may not read or write in ${facts.folder ?? context.folder}. Give your account access to that folder, or choose another one.`;
    case 'connection-lost':
      return `${title}: the connection to ${where} broke off, also when tried again. Nothing half-fetched was kept; try again when the network is steady.`;
    case 'unreachable':
      return unreachableSentence(title, where, facts);
    case 'refused-host':
      return `${title}: the way to it leads on to ${facts.refusedHost ?? 'a host'}, which neither npm's settings nor Beside's list of packs name, so it was refused and nothing was sent there. Choose an npm registry that keeps its own files, or import the pack from a folder.`;
    case 'not-found':
      return `${title}: ${where} does not have it${facts.status === undefined ? '' : ` (${facts.status})`}. If npm uses a mirror on this computer, the mirror must offer this package; or import the pack from a folder.`;
    case 'bad-manifest':
      return `The list of model packs cannot be used${facts.note === undefined ? '' : `: ${facts.note}`}. Install Beside again.`;
    case 'bad-import-folder':
      return importSentence(title, facts);
    case 'internal':
      return `${title}: something unexpected went wrong inside Beside. Try again; if it stays, report it.`;
  }
}

function unreachableSentence(title: string, where: string, facts: PackErrorFacts): string {
  if (facts.status === 401 || facts.status === 403) {
    return `${title}: ${where} refused access (${facts.status}). Sign in to your npm registry, or import the pack from a folder.`;
  }
  if (facts.status === 407) {
    return `${title}: the network's proxy wants a sign-in (407). Set the proxy in npm's configuration, then try again.`;
  }
  if (facts.status !== undefined) {
    return `${title}: ${where} cannot serve it at the moment (${facts.status}). Try again later.`;
  }
  const why = facts.note === undefined ? '' : `: ${facts.note}`;
  return `${title}: ${where} cannot be reached${why}. Check the network connection and npm's registry and proxy settings, or import the pack from a folder.`;
}

function importSentence(title: string, facts: PackErrorFacts): string {
  if (facts.missing !== undefined && facts.missing.length > 0) {
    return `${title}: not found in ${facts.folder ?? 'the folder'}: ${facts.missing.join(', ')}. Choose the folder that holds these files.`;
  }
  return `${facts.folder ?? 'The folder'} ${facts.note ?? 'holds no file of a model pack'}. Choose the folder that holds the packs' files or packages.`;
}

function sourceName(facts: PackErrorFacts): string {
  if (facts.package !== undefined) {
    return facts.host === undefined
      ? `the npm package ${facts.package}`
      : `the npm package ${facts.package} at ${facts.host}`;
  }
  return facts.host ?? 'the source';
}

function bytesOf(facts: PackErrorFacts): string {
  if (facts.expectedBytes === undefined || facts.actualBytes === undefined) return '';
  return ` (${megabytes(facts.actualBytes)} of ${megabytes(facts.expectedBytes)})`;
}

function spaceOf(facts: PackErrorFacts): string {
  if (facts.neededBytes === undefined || facts.freeBytes === undefined) return '';
  return `: ${megabytes(facts.neededBytes)} are needed and ${megabytes(facts.freeBytes)} are free`;
}

function retriedByDefault(kind: PackFaultKind): boolean {
  return kind === 'connection-lost' || kind === 'truncated';
}

function ofKind(kind: PackFaultKind, retry: boolean, facts: PackErrorFacts = {}): Classified {
  return { kind, retry, facts };
}

function describe(error: unknown) {
  const fields = typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
  const text = (key: string): string => (typeof fields[key] === 'string' ? fields[key] : '');
  const statusCode = fields['statusCode'];
  return {
    code: text('code'),
    syscall: text('syscall'),
    type: text('type'),
    refusedHost: text('refusedHost') || 'another host',
    statusCode: typeof statusCode === 'number' ? statusCode : null,
  };
}

/** Whether an error is of this computer, so that no other source can help. */
export function isLocal(error: unknown): boolean {
  const { kind } = classifyError(error);
  return kind === 'disk-full' || kind === 'no-permission' || kind === 'internal';
}
