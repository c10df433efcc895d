/** What draws an operator's base map; its own chunk, loaded only where there is one. */
import { GeoComponent, TitleComponent } from 'echarts/components'
import { registerMap, use } from 'echarts/core'
import { body, client } from '@/api/client'
import { BASE_MAP } from './countries'

use([GeoComponent, TitleComponent])

/** Reads the map's shapes and gives them to the charts. Throws `Failure`. */
export async function loadBaseMap(): Promise<void> {
  const shapes = await body(client.GET('/api/base-map'))
  // The server gives out nothing but shapes that it has checked.
  registerMap(BASE_MAP, shapes as never)
}
