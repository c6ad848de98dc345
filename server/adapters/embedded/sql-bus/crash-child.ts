// Plays a crash scenario on a data folder and kills itself at the point: `crash-child.ts <folder> <scenario> <point>`.

import { playCrash } from '../../conform/crash-scenario.ts'
import { openDoomedNode } from './sql-bus-world.ts'

const [dataDir, scenario, at] = process.argv.slice(2)
if (!dataDir || !scenario || !at) throw new Error('usage: crash-child.ts <folder> <scenario> <point>')
const probe = (reached: string) => {
  if (reached === at) process.kill(process.pid, 'SIGKILL')
}
await playCrash(await openDoomedNode(dataDir, probe), { scenario, probe })
