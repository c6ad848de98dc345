import { CannotStart } from './adapters/embedded/sqlite/cannot-start.ts'
import { isDiskFault } from './adapters/embedded/sqlite/disk-fault.ts'
import { type Config, ConfigError } from './config.ts'
import { Unavailable } from './kernel/refusal.ts'

/** Why the process did not start, in one sentence for the person who started it; null when it is a bug. */
export function whyNotStarted(error: unknown, config: Config | null): string | null {
  if (error instanceof ConfigError || error instanceof CannotStart) return error.message
  if (config === null || !(error instanceof Error)) return null
  // The writer wraps what the database said.
  const cause = (error instanceof Unavailable ? error.cause : error) as Fault | undefined
  return cause ? sentenceOf(cause, config) : null
}

type Fault = NodeJS.ErrnoException & { address?: string; port?: number }

function sentenceOf(fault: Fault, config: Config): string | null {
  const { code, syscall, path, address, port, message } = fault
  if (isDiskFault(fault)) return `The database in ${config.dataDir} cannot be used: ${message}.`
  if (syscall === 'listen' && code === 'EADDRINUSE') {
    const setting = port === config.opsPort ? 'YIZHAN_OPS_PORT' : 'YIZHAN_PORT'
    return `Somebody listens on ${address}:${port} already: stop them, or set ${setting}.`
  }
  if (syscall === 'listen' || syscall === 'getaddrinfo')
    return `Nobody can listen on YIZHAN_HOST ${config.host}: ${message}.`
  const ours = [config.dataDir, config.filesDir, config.secretsFile]
  if (syscall && path && ours.some((place) => path.startsWith(place))) return `The disk says no: ${message}.`
  return null
}
