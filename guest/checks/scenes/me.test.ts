import { lookAt } from './look.ts'
import { meScenes } from './me.ts'

lookAt(meScenes)
