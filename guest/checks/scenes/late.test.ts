import { lateScenes } from './late.ts'
import { lookAt } from './look.ts'

lookAt(lateScenes)
