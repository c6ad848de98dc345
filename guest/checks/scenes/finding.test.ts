import { findingScenes } from './finding.ts'
import { lookAt } from './look.ts'

lookAt(findingScenes)
