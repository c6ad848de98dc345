import { lookAt } from './look.ts'
import { payScenes } from './pay.ts'

lookAt(payScenes)
