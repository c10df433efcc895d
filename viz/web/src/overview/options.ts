import type { CountryCount, Overview, Schema } from '@/api/types'
import type { Ink } from '@/network/ink'
import { CENTROIDS } from './centroids'

type Option = Record<string, unknown>

export const sumOf = ({ people, organisations, affairs }: CountryCount): number =>
  people + organisations + affairs

/** The countries that a bubble can stand for; the others have no code that is known. */
export function placedCountries(countries: CountryCount[]): CountryCount[] {
  return countries.filter(({ iso_code: code }) => code && CENTROIDS.has(code))
}

const MOST = 34 // pixels: the widest bubble's radius; areas are in proportion to counts

function radius(count: number, most: number, widest = MOST): number {
  return Math.max(3, Math.sqrt(count / Math.max(1, most)) * widest)
}

function axis(min: number, max: number, interval: number, ink: Ink): Option {
  const splitLine = { show: true, lineStyle: { color: ink.line, opacity: 0.35 } }
  const hidden = { show: false }
  return { type: 'value', min, max, interval, splitLine, axisLine: hidden, axisTick: hidden, axisLabel: hidden }
}

/** Bubbles on a plain graticule of 30 degrees; no borders. */
export function bubbles(countries: CountryCount[], schema: Schema, ink: Ink): Option {
  const placed = placedCountries(countries)
  const most = Math.max(...placed.map(sumOf), 1)
  const data = placed.map((country) => ({
    id: country.id,
    name: country.name,
    value: [...(CENTROIDS.get(country.iso_code ?? '') ?? [0, 0]), sumOf(country)],
    symbolSize: 2 * radius(sumOf(country), most),
  }))
  return {
    animation: false,
    textStyle: { fontFamily: ink.font },
    grid: { left: 8, right: 8, top: 8, bottom: 8 },
    xAxis: axis(-180, 180, 30, ink),
    yAxis: axis(-60, 90, 30, ink),
    tooltip: tooltip(ink),
    series: [
      {
        type: 'scatter',
        data,
        itemStyle: { color: schema.labels['Country']?.colour, opacity: 0.72 },
        label: { show: true, position: 'bottom', formatter: '{b}', color: ink.text, fontSize: 12 },
        labelLayout: { hideOverlap: true },
      },
    ],
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

/** `richText`: the words go onto the canvas and never into markup. */
function tooltip(ink: Ink): Option {
  return {
    renderMode: 'richText',
    backgroundColor: ink.paper,
    borderColor: ink.line,
    textStyle: { color: ink.text, fontFamily: ink.font },
    formatter: ({ name, value }: { name: string; value: unknown }) =>
      `${name}  ${Array.isArray(value) ? value.at(-1) : (value ?? '')}`,
  }
}

const WIDEST_GROUP = 46
const WIDEST_LINK = 9

/** Groups as discs round a circle of their kind's colour, links as wide as they hold relationships. */
export function picture(
  { groups, links }: Overview,
  schema: Schema,
  ink: Ink,
  nameOf: (group: Overview['groups'][number]) => string,
): Option {
  const most = Math.max(...groups.map(({ count }) => count), 1)
  const widest = Math.max(...links.map(({ count }) => count), 1)
  const data = groups.map((group, place) => ({
    id: String(place),
    name: nameOf(group),
    value: group.count,
    symbolSize: 2 * radius(group.count, most, WIDEST_GROUP),
    itemStyle: { color: schema.labels[group.label]?.colour },
  }))
  return {
    animation: false,
    textStyle: { fontFamily: ink.font },
    tooltip: tooltip(ink),
    series: [
      {
        type: 'graph',
        layout: 'circular',
        circular: { rotateLabel: true },
        data,
        links: links.map(({ from, to, count }) => ({
          source: String(from),
          target: String(to),
          value: count,
          lineStyle: { width: Math.max(0.5, Math.sqrt(count / widest) * WIDEST_LINK) },
        })),
        lineStyle: { color: ink.line, curveness: 0.25, opacity: 0.6 },
        label: { show: true, position: 'right', color: ink.text, fontSize: 12 },
        labelLayout: { hideOverlap: true },
        emphasis: { focus: 'adjacency' },
        left: '22%',
        right: '22%',
        top: 110,
        bottom: 110,
      },
    ],
  }
}
