import { type DestinationStream, type Logger, pino } from 'pino'

/** What could carry a token, a phone number or an identity of WeChat never reaches a line, whoever logs it. */
const secrets = [
  'authorization',
  'cookie',
  'token',
  'csrfToken',
  'password',
  'totp',
  'phone',
  'contactPhone',
  'openid',
  'unionid',
  'sessionKey',
  'session_key',
  'access_token',
]

/** The log of a process: JSON lines on standard output, or where it is told to write. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const paths = secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
  const options = { level, redact: { paths, censor: '[hidden]' } }
  return destination ? pino(options, destination) : pino(options)
}

/** One lean line a request: no tokens, bodies, queries or addresses of people. */
export function logRequest(
  log: Logger,
  answered: { requestId: string; operation: string; caller: string | null; status: number; seconds: number },
): void {
  if (!log.isLevelEnabled('info')) return
  const { requestId, operation, caller, status, seconds } = answered
  log.info({ requestId, operation, caller, status, ms: Math.round(seconds * 10_000) / 10 }, 'request')
}
