import type { CountryCount, Schema } from '@/api/types'
import type { Ink } from '@/network/canvas/ink'
import { CENTROIDS } from './centroids'
import { NARROW, sizing, tooltip, written, type Option } from './style'

export const sumOf = ({ people, organisations, affairs }: CountryCount): number =>
  people + organisations + affairs

/** The countries that a bubble can stand for; the others have no code that is known. */
export function placedCountries(countries: CountryCount[]): CountryCount[] {
  return countries.filter(({ iso_code: code }) => code && CENTROIDS.has(code))
}

// Pixels: the radius of the widest bubble on a desk and on a telephone.
const WIDEST_BUBBLE = [34, 18] as const

function axis(min: number, max: number, interval: number, ink: Ink): Option {
  const splitLine = { show: true, lineStyle: { color: ink.line, opacity: 0.35 } }
  const hidden = { show: false }
  return { type: 'value', min, max, interval, splitLine, axisLine: hidden, axisTick: hidden, axisLabel: hidden }
}

/** The name under which the charts know an operator's base map. */
export const BASE_MAP = 'base'
const EDGE = { left: 8, right: 8, top: 8, bottom: 8 } // pixels, of the graticule and of the map alike
const SOUTH = -60 // no country's bubble stands further south; a map is shown whole

/**
 * Bubbles on a plain graticule of 30 degrees, without borders; or on an approved map, whose number
 * then stands on the picture as its `caption`, wherever that is kept.
 */
export function bubbles(
  countries: CountryCount[],
  ink: Ink,
  caption: string | null = null,
): Option {
  const placed = placedCountries(countries)
  const most = Math.max(...placed.map(sumOf), 1)
  const data = placed.map((country) => {
    const [longitude, latitude] = CENTROIDS.get(country.iso_code ?? '') ?? [0, 0]
    const count = sumOf(country)
    // A name stands in its bubble where that is wide enough.
    const position = count > most / 2 ? 'inside' : side(longitude)
    return { id: country.id, name: country.name, value: [longitude, latitude, count], label: { position } }
  })
  const [wide, narrow] = WIDEST_BUBBLE.map((widest) => {
    const size = sizing(most, widest)
    return ([, , count = 0]: number[]) => size(count)
  })
  return {
    baseOption: {
      animation: false,
      textStyle: { fontFamily: ink.font },
      grid: EDGE,
      xAxis: axis(-180, 180, 30, ink),
      yAxis: axis(caption === null ? SOUTH : -90, 90, 30, ink),
      tooltip: tooltip(ink),
      ...(caption !== null && ground(caption, ink)),
      series: [
        {
          type: 'scatter',
          data,
          symbolSize: wide,
          itemStyle: { color: ink.accent, opacity: 0.65, borderColor: ink.paper, borderWidth: 1 },
          label: { show: true, formatter: '{b}', fontSize: 12, opacity: 1, ...written(ink) },
          labelLayout: { hideOverlap: true },
        },
      ],
    },
    media: [{ query: NARROW, option: { series: [{ symbolSize: narrow, label: { fontSize: 11 } }] } }],
  }
}

/** A name near the picture's edge stands on the inner side of its bubble. */
function side(longitude: number): string {
  if (Math.abs(longitude) < 150) return 'bottom'
  return longitude > 0 ? 'left' : 'right'
}

/** The map under the graticule: both reach from edge to edge, so a degree is as long on either. */
function ground(caption: string, ink: Ink): Option {
  return {
    geo: {
      ...EDGE,
      map: BASE_MAP,
      boundingCoords: [
        [-180, 90],
        [180, -90],
      ],
      silent: true,
      itemStyle: { areaColor: ink.line, borderColor: ink.text, borderWidth: 0.6, opacity: 0.4 },
    },
    title: {
      text: caption,
      right: 12,
      bottom: 10,
      padding: [2, 6],
      backgroundColor: ink.paper,
      textStyle: { color: ink.text, fontFamily: ink.font, fontSize: 12, fontWeight: 'normal' },
    },
  }
}

export function tree(countries: CountryCount[], schema: Schema, ink: Ink): Option {
  const data = countries.map((country) => ({
    id: country.id,
    name: country.name,
    value: sumOf(country),
  }))
  return {
    animation: false,
    color: [schema.labels['Country']?.colour],
    textStyle: { fontFamily: ink.font },
    tooltip: tooltip(ink),
    series: [
      {
        type: 'treemap',
        data,
        roam: false,
        nodeClick: false,
        breadcrumb: { show: false },
        width: '100%',
        height: '100%',
        itemStyle: { borderColor: ink.paper, gapWidth: 2 },
        label: { formatter: '{b} {c}' },
      },
    ],
  }
}
