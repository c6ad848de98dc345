import { mergeInternalComponents } from '@tarojs/shared'
import { attributes, components } from './aria-attributes.cjs'

mergeInternalComponents(Object.fromEntries(components.map((name) => [name, attributes])))
